/* The only file with libgvc. Why a child process: libgvc keeps global state, leaks about 80 KB a
 * layout, has no hook to bound its time, and crashes on some graphs; all that ends with the child,
 * which never frees and leaves by _exit. It is forked by the nursery, because Pango starts a thread
 * in the program. Problems and answers travel as doubles, which hold all our numbers exactly.
 *
 * Stability: cgraph's own ids are heap addresses and subgraphs iterate in the order of ids, so the
 * same input gave different pictures. Our Agiddisc_t numbers in order of creation instead.
 * Attributes and their reasons: every edge without label (labels crash dot and lose edges),
 * minlen 2 leaves the room that our own badges need; a plate is a node between the two halves of
 * its edge, in the innermost frame around both ends; a frame's title is an HTML cell of fixed size,
 * so dot measures no text. No user text ever goes in. */
#include "draw/layout.h"

#include "draw/layout_child.h"

#include <dlfcn.h>
#include <errno.h>
#include <gvc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif

enum { MANY_NODES = 300 }; /* from here on the cheap attributes; by count, never by time */
#define MOST_MEMORY ((rlim_t)1 << 30)

/* Names by number of creation, for cgraph. */
struct names {
  char **at;
  size_t count, room;
};

static struct names names;

static void *names_open(Agraph_t *graph, Agdisc_t *disc)
{
  (void)graph, (void)disc;
  return &names;
}

static size_t name_number(const char *text)
{
  for (size_t i = names.count; i > 0; i--)
    if (names.at[i - 1] && strcmp(names.at[i - 1], text) == 0) return i;
  return 0;
}

static size_t name_add(char *text)
{
  if (names.count == names.room) {
    names.room = names.room ? names.room * 2 : 256;
    names.at = realloc(names.at, names.room * sizeof *names.at);
    if (!names.at) _exit(3);
  }
  names.at[names.count] = text;
  return ++names.count;
}

/* Every object that we make is new: only names that the library asks for are searched. */
static bool is_making;

static long names_map(void *state, int type, char *text, IDTYPE *id, int is_created)
{
  (void)state, (void)type;
  size_t number = text && !is_making ? name_number(text) : 0;
  if (!number && !is_created) return 0;
  if (!number) number = name_add(text ? strdup(text) : NULL);
  *id = 2 * (IDTYPE)number;
  return 1;
}

static long names_alloc(void *state, int type, IDTYPE id)
{
  (void)state, (void)type, (void)id;
  return 0; /* no ids but ours */
}

static void names_free(void *state, int type, IDTYPE id)
{
  (void)state, (void)type, (void)id;
}

static char *names_print(void *state, int type, IDTYPE id)
{
  (void)state, (void)type;
  return id % 2 == 0 && id / 2 <= names.count && id > 0 ? names.at[id / 2 - 1] : NULL;
}

static void names_close(void *state)
{
  (void)state;
}

static void names_register(void *state, int type, void *object)
{
  (void)state, (void)type, (void)object;
}

static Agiddisc_t name_disc = {names_open,  names_map,   names_alloc,   names_free,
                               names_print, names_close, names_register};

/* Numbers on their way to the parent. */
struct numbers {
  double *at;
  size_t count, room;
};

static void put(struct numbers *numbers, double value)
{
  if (numbers->count == numbers->room) {
    numbers->room = numbers->room ? numbers->room * 2 : 4096;
    numbers->at = realloc(numbers->at, numbers->room * sizeof *numbers->at);
    if (!numbers->at) _exit(3);
  }
  numbers->at[numbers->count++] = value;
}

static void write_all(int file, const void *bytes, size_t size)
{
  const char *at = bytes;
  while (size > 0) {
    ssize_t done = write(file, at, size);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) _exit(4);
    at += done;
    size -= (size_t)done;
  }
}

/* The library reports in pieces; the last words are kept for the parent. */
static char last_words[200];

static int hear(char *text)
{
  size_t had = strlen(last_words), room = sizeof last_words - 1 - had;
  size_t size = strlen(text) < room ? strlen(text) : room;
  for (size_t i = 0; i < size; i++) last_words[had + i] = text[i] == '\n' ? ' ' : text[i];
  return 0;
}

struct made {
  Agraph_t *graph;
  Agraph_t **frames;
  Agnode_t **nodes;
  Agedge_t **edges;
  Agedge_t **halves; /* by edge: the one that ends at its plate, or NULL */
  Agnode_t **plates;
};

static void set(void *object, const char *name, const char *value)
{
  agsafeset(object, (char *)(uintptr_t)name, (char *)(uintptr_t)value, (char *)(uintptr_t) "");
}

static void declare(Agraph_t *graph, int kind, const char *const (*pairs)[2], size_t count)
{
  for (size_t i = 0; i < count; i++)
    agattr(graph, kind, (char *)(uintptr_t)pairs[i][0], (char *)(uintptr_t)pairs[i][1]);
}

static void declare_all(Agraph_t *graph, const struct layout_problem *problem, bool is_down)
{
  const char *const graphs[][2] = {{"rankdir", is_down ? "TB" : "LR"},
                                   {"ranksep", "0.30"},
                                   {"nodesep", "0.35"},
                                   {"margin", "10"},
                                   {"labeljust", "l"},
                                   {"label", ""}};
  const char *const nodes[][2] = {
      {"shape", "box"}, {"fixedsize", "true"}, {"label", ""}, {"width", "1"}, {"height", "1"}};
  const char *const edges[][2] = {{"label", ""},   {"minlen", "2"},    {"arrowsize", "0.7"},
                                  {"weight", "1"}, {"dir", "forward"}, {"style", ""}};
  const char *const cheap[][2] = {
      {"nslimit", "0.5"}, {"nslimit1", "0.5"}, {"mclimit", "0.1"}, {"splines", "line"}};
  declare(graph, AGRAPH, graphs, sizeof graphs / sizeof *graphs);
  declare(graph, AGNODE, nodes, sizeof nodes / sizeof *nodes);
  declare(graph, AGEDGE, edges, sizeof edges / sizeof *edges);
  if (problem->node_count > MANY_NODES) declare(graph, AGRAPH, cheap, 4);
}

static void make_frame(struct made *made, const struct layout_problem *problem, uint32_t number)
{
  if (made->frames[number]) return;
  const struct layout_frame *frame = &problem->frames[number];
  if (frame->parent != LAYOUT_NONE) make_frame(made, problem, frame->parent);
  Agraph_t *parent = frame->parent == LAYOUT_NONE ? made->graph : made->frames[frame->parent];
  char text[300];
  snprintf(text, sizeof text, "cluster%u", number);
  Agraph_t *sub = made->frames[number] = agsubg(parent, text, 1);
  snprintf(text, sizeof text,
           "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\"><TR>"
           "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"%.0f\" HEIGHT=\"%.0f\"></TD></TR></TABLE>",
           frame->tab_w, frame->tab_h);
  agxset(sub, agattr(made->graph, AGRAPH, "label", NULL), agstrdup_html(made->graph, text));
}

static Agnode_t *make_box(struct made *made, char *name, double w, double h, uint32_t frame)
{
  Agnode_t *n = agnode(made->graph, name, 1);
  char text[40];
  snprintf(text, sizeof text, "%.4f", w / 72);
  set(n, "width", text);
  snprintf(text, sizeof text, "%.4f", h / 72);
  set(n, "height", text);
  if (frame != LAYOUT_NONE) agsubnode(made->frames[frame], n, 1);
  return n;
}

static void make_node(struct made *made, const struct layout_problem *problem, size_t number)
{
  const struct layout_node *node = &problem->nodes[number];
  char text[40];
  snprintf(text, sizeof text, "n%zu", number);
  made->nodes[number] = make_box(made, text, node->w, node->h, node->frame);
}

/* A frame around has the smaller number. */
static uint32_t frame_around_both(const struct layout_problem *problem, uint32_t a, uint32_t b)
{
  while (a != b) {
    if (a == LAYOUT_NONE || b == LAYOUT_NONE) return LAYOUT_NONE;
    if (a > b)
      a = problem->frames[a].parent;
    else
      b = problem->frames[b].parent;
  }
  return a;
}

static Agedge_t *make_line(struct made *made, const struct layout_edge *edge, Agnode_t *from,
                           Agnode_t *to, char *name)
{
  Agedge_t *e = edge->is_back ? agedge(made->graph, to, from, name, 1)
                              : agedge(made->graph, from, to, name, 1);
  if (edge->is_back) set(e, "dir", "back");
  if (edge->plate_w > 0) set(e, "minlen", "1");
  if (!edge->is_heavy) return e;
  set(e, "weight", "4");
  set(e, "arrowsize", "1.1");
  return e;
}

static void make_edge(struct made *made, const struct layout_problem *problem, size_t number)
{
  const struct layout_edge *edge = &problem->edges[number];
  Agnode_t *from = made->nodes[edge->from], *to = made->nodes[edge->to];
  char text[40];
  if (edge->plate_w > 0) {
    snprintf(text, sizeof text, "p%zu", number);
    uint32_t frame = frame_around_both(problem, problem->nodes[edge->from].frame,
                                       problem->nodes[edge->to].frame);
    Agnode_t *plate = made->plates[number] =
        make_box(made, text, edge->plate_w, edge->plate_h, frame);
    snprintf(text, sizeof text, "h%zu", number);
    made->halves[number] = make_line(made, edge, from, plate, text);
    set(made->halves[number], "dir", "none");
    from = plate;
  }
  snprintf(text, sizeof text, "e%zu", number);
  made->edges[number] = make_line(made, edge, from, to, text);
}

static void make_guide(struct made *made, const struct layout_problem *problem, size_t number)
{
  const struct layout_guide *guide = &problem->guides[number];
  char text[40];
  snprintf(text, sizeof text, "g%zu", number);
  Agedge_t *e = agedge(made->graph, made->nodes[guide->from], made->nodes[guide->to], text, 1);
  set(e, "style", "invis");
  set(e, "minlen", "1");
}

static void *array(size_t count, size_t size)
{
  void *block = calloc(count + 1, size);
  if (!block) _exit(3);
  return block;
}

static struct made make_graph(const struct layout_problem *problem, struct layout_way way)
{
  struct made made = {.frames = array(problem->frame_count, sizeof *made.frames),
                      .nodes = array(problem->node_count, sizeof *made.nodes),
                      .edges = array(problem->edge_count, sizeof *made.edges),
                      .halves = array(problem->edge_count, sizeof *made.halves),
                      .plates = array(problem->edge_count, sizeof *made.plates)};
  Agdisc_t disc = {.id = &name_disc, .io = &AgIoDisc};
  char name[] = "sheet";
  names.count = 0;
  is_making = true;
  made.graph = agopen(name, Agdirected, &disc);
  declare_all(made.graph, problem, way.is_down);
  size_t f = problem->frame_count, n = problem->node_count;
  for (size_t i = 0; i < f; i++)
    make_frame(&made, problem, (uint32_t)(way.has_frames_turned ? f - 1 - i : i));
  for (size_t i = 0; i < n; i++) make_node(&made, problem, way.has_nodes_turned ? n - 1 - i : i);
  for (size_t i = 0; i < problem->edge_count; i++) make_edge(&made, problem, i);
  for (size_t i = 0; i < problem->guide_count; i++)
    if (problem->guides[i].is_down == way.is_down) make_guide(&made, problem, i);
  is_making = false;
  return made;
}

static size_t points_of(const splines *s)
{
  if (!s || s->size < 1 || s->list[0].size < 4) return 0;
  size_t count = 1;
  for (int i = 0; i < s->size; i++) count += (size_t)s->list[i].size - 1;
  return count;
}

/* All but the first of them if `is_more`. */
static void put_points(struct numbers *out, const splines *s, double height, bool is_back,
                       bool is_more)
{
  int last = s->size - 1;
  for (int n = 0; n <= last; n++) {
    const bezier *b = &s->list[is_back ? last - n : n];
    for (int k = n || is_more ? 1 : 0; k < b->size; k++) {
      pointf p = b->list[is_back ? b->size - 1 - k : k];
      put(out, p.x);
      put(out, height - p.y);
    }
  }
}

/* From the end of the first half, through its plate, to where the second begins. */
static void put_through(struct numbers *out, const splines *half, const splines *rest,
                        double height, bool is_back)
{
  const bezier *a = &half->list[is_back ? 0 : half->size - 1],
               *b = &rest->list[is_back ? rest->size - 1 : 0];
  pointf p = a->list[is_back ? 0 : a->size - 1], q = b->list[is_back ? b->size - 1 : 0];
  for (int i = 1; i <= 3; i++) {
    put(out, p.x + (q.x - p.x) * i / 3);
    put(out, height - (p.y + (q.y - p.y) * i / 3));
  }
}

static void put_edge(struct numbers *out, const struct layout_edge *edge, Agedge_t *half,
                     Agedge_t *rest, double height)
{
  const splines *s = ED_spl(rest), *h = half ? ED_spl(half) : NULL;
  size_t count = points_of(s), before = half ? points_of(h) : 0;
  if (!count || (half && !before)) {
    put(out, 0);
    return;
  }
  put(out, (double)(half ? before + 2 + count : count));
  if (half) {
    put_points(out, h, height, edge->is_back, false);
    put_through(out, h, s, height, edge->is_back);
  }
  put_points(out, s, height, edge->is_back, half != NULL);
  const bezier *last = &s->list[edge->is_back ? 0 : s->size - 1];
  pointf tip = edge->is_back ? (last->sflag ? last->sp : last->list[0])
                             : (last->eflag ? last->ep : last->list[last->size - 1]);
  put(out, tip.x);
  put(out, height - tip.y);
}

static void put_plate(struct numbers *out, Agnode_t *plate, double height)
{
  if (!plate) return;
  put(out, ND_coord(plate).x);
  put(out, height - ND_coord(plate).y);
}

static void put_layout(struct numbers *out, const struct layout_problem *problem,
                       const struct made *made)
{
  boxf all = GD_bb(made->graph);
  put(out, all.UR.x);
  put(out, all.UR.y);
  for (size_t i = 0; i < problem->node_count; i++) {
    pointf at = ND_coord(made->nodes[i]);
    put(out, at.x);
    put(out, all.UR.y - at.y);
  }
  for (size_t i = 0; i < problem->frame_count; i++) {
    boxf bb = GD_bb(made->frames[i]);
    put(out, bb.LL.x);
    put(out, all.UR.y - bb.UR.y);
    put(out, bb.UR.x - bb.LL.x);
    put(out, bb.UR.y - bb.LL.y);
  }
  for (size_t i = 0; i < problem->edge_count; i++) {
    put_edge(out, &problem->edges[i], made->halves[i], made->edges[i], all.UR.y);
    put_plate(out, made->plates[i], all.UR.y);
  }
}

/* The engine alone, from the file that the build found: nothing is searched for, and nothing is
 * read from config6a (0.1 ms against 1-4 ms). It is no library to link to: it lies where no loader
 * looks, and a search path of our own has no place in a package. Where it is not, Graphviz finds
 * its own. */
static GVC_t *open_engine(void)
{
#ifdef CTM_DOT_PLUGIN
  static lt_symlist_t plugins[] = {{"gvplugin_dot_layout_LTX_library", 0}, {0, 0}};
  void *library = dlopen(CTM_DOT_PLUGIN, RTLD_NOW | RTLD_LOCAL);
  if (library) plugins[0].address = dlsym(library, plugins[0].name);
  if (plugins[0].address) return gvContextPlugins(plugins, 0);
#endif
  return gvContext();
}

static void set_limits(void)
{
  struct rlimit cpu = {LAYOUT_CPU_SECONDS, LAYOUT_CPU_SECONDS + 1}, core = {0, 0};
  setrlimit(RLIMIT_CPU, &cpu);
  setrlimit(RLIMIT_CORE, &core);
#ifndef HAS_SHADOW_MEMORY
  struct rlimit memory = {MOST_MEMORY, MOST_MEMORY};
  setrlimit(RLIMIT_AS, &memory);
#endif
}

/* The problem as layout_solve (layout_ask.c) stated it. */
static struct layout_problem read_problem(const double *at)
{
  size_t n = (size_t)*at++, f = (size_t)*at++, e = (size_t)*at++, g = (size_t)*at++,
         w = (size_t)*at++;
  struct layout_node *nodes = array(n, sizeof *nodes);
  struct layout_frame *frames = array(f, sizeof *frames);
  struct layout_edge *edges = array(e, sizeof *edges);
  struct layout_guide *guides = array(g, sizeof *guides);
  struct layout_way *ways = array(w, sizeof *ways);
  for (size_t i = 0; i < n; i++, at += 3)
    nodes[i] = (struct layout_node){at[0], at[1], (uint32_t)at[2]};
  for (size_t i = 0; i < f; i++, at += 3)
    frames[i] = (struct layout_frame){at[0], at[1], (uint32_t)at[2]};
  for (size_t i = 0; i < e; i++, at += 6)
    edges[i] = (struct layout_edge){(uint32_t)at[0], (uint32_t)at[1], at[2] != 0,
                                    at[3] != 0,      at[4],           at[5]};
  for (size_t i = 0; i < g; i++, at += 3)
    guides[i] = (struct layout_guide){(uint32_t)at[0], (uint32_t)at[1], at[2] != 0};
  for (size_t i = 0; i < w; i++, at += 3)
    ways[i] = (struct layout_way){at[0] != 0, at[1] != 0, at[2] != 0};
  return (struct layout_problem){nodes, n, frames, f, edges, e, guides, g, ways, w};
}

void layout_work(const void *question, size_t size, int file)
{
  (void)size;
  set_limits();
  const struct layout_problem problem = read_problem(question);
  agseterrf(hear);
  agseterr(AGERR);
  struct numbers out = {0};
  GVC_t *engine = open_engine();
  for (size_t i = 0; i < problem.way_count; i++) {
    struct made made = make_graph(&problem, problem.ways[i]);
    if (gvLayout(engine, made.graph, "dot") != 0) {
      write_all(file, last_words, strlen(last_words));
      _exit(2);
    }
    put_layout(&out, &problem, &made);
  }
  put(&out, LAYOUT_COMPLETE);
  write_all(file, out.at, out.count * sizeof *out.at);
  _exit(0);
}
