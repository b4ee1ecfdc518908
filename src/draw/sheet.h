/* One sheet of a diagram as plain data: everything the picture shows and nothing else. view.c fills
 * it from the model; the painters know no model. All texts are UTF-8, end in NUL, are borrowed for
 * the life of the sheet, and may be NULL or "" where that says "none". All arrays are in reading
 * order (declaration order), which also settles every tie. */
#ifndef CTM_DRAW_SHEET_H
#define CTM_DRAW_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHEET_NONE 0xffffffffu

enum sheet_trust {
  SHEET_TRUST_UNSTATED,
  SHEET_TRUST_NONE,
  SHEET_TRUST_LOW,
  SHEET_TRUST_MEDIUM,
  SHEET_TRUST_HIGH
};

enum sheet_direction { SHEET_AUTO, SHEET_RIGHT, SHEET_DOWN };

/* The outline says what sort of thing a card is, without colour. */
enum sheet_outline {
  OUTLINE_HOSTILE,   /* octagon, red tint */
  OUTLINE_PERSON,    /* pill: a legitimate party */
  OUTLINE_CARELESS,  /* pill, dashed amber */
  OUTLINE_CONTAINER, /* rounded: container, pod, workload */
  OUTLINE_SERVICE,   /* square corners: service, API, function */
  OUTLINE_HOST,      /* double frame: a machine that can hold others */
  OUTLINE_STORE,     /* cylinder: store, registry, bucket, volume */
  OUTLINE_PIPELINE,  /* chevron */
  OUTLINE_IMAGE,     /* folded sheet: image, repository, file */
  OUTLINE_PASS,      /* ticket with notches: role, identity, credential on its own */
  OUTLINE_GROUP      /* a collapsed boundary: stacked, in the colour of its trust */
};

enum sheet_chip_kind { CHIP_KEY /* a secret */, CHIP_GEM /* an asset */ };

struct sheet_chip {
  const char *text;
  enum sheet_chip_kind kind;
};

/* Shown as badges on the top edge; 0 shows none. */
struct sheet_counts {
  uint32_t weaknesses;
  uint32_t in_place; /* controls */
  uint32_t planned;  /* controls */
};

/* A place drawn around others. One without anything inside is drawn as a small box. */
struct sheet_boundary {
  const char *id;       /* path: "prod.edge"; unique among boundaries and cards */
  const char *title;    /* NULL: the id */
  const char *kind;     /* its kind in words: "namespace" */
  const char *desc;     /* a sentence or more, read aloud and shown as tooltip */
  const char *link;     /* id in the register, behind draw_options.link_base */
  const char *to_sheet; /* id of the sheet that shows its insides; wins over link */
  const char *glyph;    /* of a machine */
  enum sheet_trust trust;
  uint32_t parent; /* the boundary around: a smaller number, or SHEET_NONE */
  bool is_machine; /* a host as a place: drawn with the host's double frame. Where flows or steps
                      end at the machine itself, or it has chips or counts, add a card with
                      `stands_for` = this boundary. */
  bool is_on_path;
};

/* A thing. */
struct sheet_card {
  const char *id;
  const char *title;
  const char *kind;                   /* "container" */
  const char *sub;                    /* behind the kind: "acme/shop:4.2", "hostile, skill 4" */
  const char *desc, *link, *to_sheet; /* as above */
  const char *glyph; /* of a pictogram (pictogram.h); unknown or NULL: one of the outline */
  enum sheet_outline outline;
  uint32_t parent;     /* boundary, or SHEET_NONE */
  uint32_t stands_for; /* SHEET_NONE, or the machine-boundary around it that this card is; its id
                          is then the boundary's id too and the frame's becomes "place.ID" */
  const struct sheet_chip *chips;
  size_t chip_count;
  struct sheet_counts counts;
  bool is_on_path;
  bool is_stub; /* a neighbour from another sheet: paler */
  /* OUTLINE_GROUP only */
  enum sheet_trust trust;
  uint32_t things, threats; /* things inside; open threats inside */
};

struct sheet_flow {
  const char *id;       /* the flow's id; "a->b" if it has no name */
  uint32_t from, to;    /* cards; different */
  uint32_t number;      /* as in the register, the same in every view; 0: none */
  uint32_t merged;      /* how many flows this line stands for; 0 and 1: one */
  const char *what;     /* "queries" */
  const char *over;     /* "postgres/5432" */
  const char *carries;  /* "Customer orders, …" */
  const char *controls; /* "tls, user-login" */
  const char *desc, *link;
  struct sheet_counts counts;
};

/* One step of an attack. Steps are listed in this order. */
struct sheet_step {
  uint32_t number;       /* 1…k */
  uint32_t from, to;     /* cards; equal: something that happens within one thing */
  uint32_t flow;         /* the flow it follows, or SHEET_NONE: a dashed edge of its own */
  const char *text;      /* "escape to host": the technique's title */
  const char *technique; /* "T1611" */
  const char *desc, *link;
  bool is_stopped;   /* grey, cut by a shield */
  uint32_t way_step; /* which step of the way in the register it is, from 1; 0: of none */
};

struct sheet {
  const char *id;        /* "overview", "attack-ledger-sealed" */
  const char *title;     /* what the sheet is about, in words */
  const char *assertion; /* id in the register of the assertion whose failure it shows, or NULL */
  const char *scenario;  /* likewise of the scenario whose way it shows, or NULL */
  const char *model, *view, *version;
  const char *as_of;    /* "2026-11-24"; also the PDF's dates */
  const char *digest;   /* sha256 of the canonical model in hex; shown shortened */
  const char *tool;     /* "ctm 0.1" */
  uint32_t page, pages; /* 0: not shown */
  enum sheet_direction direction;
  bool has_full_labels;     /* the texts on the flows instead of their numbers; up to 12 flows */
  const char *const *notes; /* lines under the title: "collapsed: …" */
  size_t note_count;
  const struct sheet_boundary *boundaries;
  size_t boundary_count;
  const struct sheet_card *cards;
  size_t card_count;
  const struct sheet_flow *flows;
  size_t flow_count;
  const struct sheet_step *steps;
  size_t step_count;
};

#endif
