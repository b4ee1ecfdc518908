/* The parts of a picture, each drawing into the scene. */
#ifndef CTM_DRAW_COMPOSE_H
#define CTM_DRAW_COMPOSE_H

#include "draw/drawing.h"

#define MARGIN 24.0

/* paint_title.c: from MARGIN downwards; where the next part may begin. */
double paint_title(struct drawing *drawing);
/* paint_frame.c */
void paint_frames(struct drawing *drawing);
void paint_tabs(struct drawing *drawing);
/* paint_edge.c */
void paint_edges(struct drawing *drawing);
void paint_own_steps(struct drawing *drawing);
/* paint_card.c */
void paint_cards(struct drawing *drawing);
/* paint_table.c, paint_legend.c: between MARGIN and MARGIN + width, below y; where they end. */
double paint_table(struct drawing *drawing, double y, double width);
double paint_legend(struct drawing *drawing, double y, double width);

/* paint_mark.c: small things that several parts show. */
void paint_disc(struct scene *scene, double x, double y, uint32_t number, bool is_stopped);
void paint_number(struct scene *scene, double x, double y, const char *text, double width);
void paint_weak(struct scene *scene, double x, double y, const char *text);
void paint_shield(struct scene *scene, double x, double y, const char *text, bool is_planned);
void paint_bars(struct scene *scene, double x, double y, enum sheet_trust trust, bool is_on_tab);
void paint_tip(struct scene *scene, enum style style, struct point from, struct point tip,
               double half_width);
void paint_chip(struct scene *scene, const struct chip *chip, struct point corner);
/* "7", "9+". */
const char *count_text(struct arena *arena, uint32_t count, uint32_t most);
/* The text on a flow's badge: its number, or how many it stands for; "" for none. */
const char *flow_number(struct arena *arena, const struct sheet_flow *flow);

enum style trust_style(enum sheet_trust trust);
enum style tab_style(enum sheet_trust trust);
const char *sheet_trust_word(enum sheet_trust trust);
/* How a card is filled and its inner lines drawn. */
enum style card_style(const struct sheet_card *card);
enum style card_detail(const struct sheet_card *card);

/* ident.c */
const char *make_id(struct arena *arena, const char *prefix, const char *id);

#endif
