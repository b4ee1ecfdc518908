/* Random models of a few boxes whose rules, weaknesses and controls are their own, and whose goals
 * are weaknesses, so that nothing of the library has a say. The same for the same seed. */
#ifndef CTM_TESTS_ANALYSE_BOXES_H
#define CTM_TESTS_ANALYSE_BOXES_H

#include "unit/analyse/world.h"

#define NET "ctm 1\ninternet net {\n  hacker eve\n}\n"

static uint32_t box_seed;

static inline uint32_t draw(uint32_t below)
{
  box_seed = box_seed * 1664525u + 1013904223u;
  return (box_seed >> 8) % below;
}

static const char *const looks[] = {"seal",          "bar",           "door",
                                    "hosts.bar",     "hosts.door",    "within.wall",
                                    "within.bar",    "place.wall",    "hosts.within.wall",
                                    "incoming.lock", "incoming.door", "callers.bar"};
enum { LOOKS = sizeof looks / sizeof *looks, BOXES = 5 };

static const char *const paths[] = {"", "", "hosts.", "guests.", "callees.", "callers."};

static inline void random_looks(struct writer *out, uint32_t count)
{
  uint32_t look_at = draw(LOOKS);
  for (uint32_t i = 0; i < count; i++) {
    const char *look = looks[(look_at + 5 * i) % LOOKS];
    writer_format(out, "%s %s", i ? "," : " stopped-by", look);
  }
}

static inline void random_rule(struct writer *out, int number)
{
  uint32_t path = draw(6), first = draw(3);
  writer_format(out, "technique t%d at box { needs w%u", number, first);
  if (draw(3) == 0) writer_format(out, ", %sw%u", paths[path], (first + 1) % 3);
  writer_format(out, " gains %s", paths[path]);
  if (draw(3) == 0)
    writer_text(out, "won");
  else
    writer_format(out, "w%u", draw(3));
  random_looks(out, draw(4));
  writer_text(out, " }\n");
}

/* The same with effort: mostly at one box, and what one step gives several need. */
static inline void random_effort_rule(struct writer *out, int number)
{
  uint32_t path = draw(4) ? 0 : draw(6), gain = 1 + draw(6), first = draw(gain);
  writer_format(out, "technique t%d at box { needs w%u", number, first);
  if (gain > 1 && draw(3)) writer_format(out, ", w%u", (first + 1 + draw(gain - 1)) % gain);
  if (gain == 6)
    writer_text(out, " gains won");
  else
    writer_format(out, " gains %sw%u", paths[path], gain);
  random_looks(out, draw(3));
  if (draw(3) == 0) writer_format(out, " slowed-by %star", paths[path]);
  writer_format(out, " effort %u }\n", draw(5));
}

static inline void random_box(struct writer *out, uint32_t number, bool with_effort)
{
  writer_format(out, "box b%u", number);
  if (number && draw(2)) {
    uint32_t host = draw(number);
    writer_format(out, " on b%u", host);
    if (number > 1 && draw(2)) writer_format(out, ", b%u", (host + 1) % number);
  }
  if (draw(5) == 0) writer_text(out, draw(2) ? " with bar" : " with seal");
  if (draw(4) == 0) writer_text(out, " plans bar");
  if (with_effort && draw(3) == 0) writer_text(out, " with tar");
  writer_text(out, "\n");
}

/* Rules over five boxes in two boundaries; `won` is to be had at outer.b0. */
static inline void random_boxes(struct writer *out, bool with_effort)
{
  writer_text(out, NET "weakness w0\nweakness w1\nweakness w2\nweakness won\n"
                       "weakness w3\nweakness w4\nweakness w5\ncontrol tar at box\n"
                       "control door\ncontrol seal at box is door\ncontrol lock at flow is door\n"
                       "control bar at box, flow\ncontrol wall at boundary\nkind box is machine\n"
                       "kind gate is machine\ntechnique begin at box { gains w0 }\n");
  for (int i = 0; !with_effort && i < 9; i++) random_rule(out, i);
  for (int i = 0; with_effort && i < 16; i++) random_effort_rule(out, i);
  uint32_t split = 1 + draw(BOXES - 1);
  for (uint32_t i = 0; i < BOXES; i++) {
    if (i == 0) writer_text(out, "boundary outer {\n");
    if (i == split) writer_text(out, "boundary inner {\n");
    random_box(out, i, with_effort);
  }
  writer_text(out, "}\n}\n");
  for (uint32_t i = 0; i < 4; i++) {
    uint32_t from = draw(BOXES), to = (from + 1 + draw(BOXES - 1)) % BOXES;
    writer_format(out, "f%u: outer.%sb%u -> outer.%sb%u over https/%u%s\n", i,
                  from >= split ? "inner." : "", from, to >= split ? "inner." : "", to, i + 1,
                  draw(4) ? "" : " with lock");
  }
}

#endif
