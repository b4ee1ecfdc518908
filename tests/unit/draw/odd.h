/* Sheets that are small, large or hostile. */
#ifndef CTM_TESTS_DRAW_ODD_H
#define CTM_TESTS_DRAW_ODD_H

#include "unit/draw/sheets.h"

#include <stdio.h>

static const struct sheet empty_sheet = {
    .id = "empty", .title = "Nothing here", .model = "m", .as_of = "2026-11-24", .tool = "ctm 0.1"};

static const struct sheet_card lone_cards[] = {
    {CARD("web", "nginx", "container", NULL, CONTAINER, SHEET_NONE, 1, 0, 0)}};
static const struct sheet lone_sheet = {.id = "lone",
                                        .title = "One card",
                                        .model = "m",
                                        .as_of = "2026-11-24",
                                        .cards = lone_cards,
                                        .card_count = 1};

/* Every outline, a machine as a place, steps within a thing, stopped steps, merged and parallel
 * flows, an empty boundary, collapsed boundaries, stubs, texts in many scripts. */
enum { O_HOST, O_EMPTY, O_RTL };

static const struct sheet_boundary odd_boundaries[] = {
    {.id = "host",
     .title = "Docker host",
     .kind = "host",
     .glyph = "host",
     .parent = SHEET_NONE,
     .trust = SHEET_TRUST_HIGH,
     .is_machine = true},
    {.id = "host.empty",
     .title = "A boundary with a title much longer than anything inside of it",
     .kind = "network",
     .parent = O_HOST,
     .trust = SHEET_TRUST_UNSTATED},
    {.id = "rtl",
     .title = "شبكة المكتب",
     .kind = "site",
     .parent = SHEET_NONE,
     .trust = SHEET_TRUST_LOW},
};

static const struct sheet_chip odd_chips[] = {
    {"a key with a name that is far too long to stand in a chip of any card at all", CHIP_KEY},
    {"客户数据", CHIP_GEM},
    {"<&\"'>", CHIP_KEY},
    {"gem", CHIP_GEM}};

static const struct sheet_card odd_cards[] = {
    {.id = "host",
     .title = "Docker host itself",
     .kind = "host",
     .sub = "24.0",
     .outline = OUTLINE_HOST,
     .parent = O_HOST,
     .stands_for = O_HOST,
     .counts = {12, 100, 3}},
    {CARD("host.web",
          "A container whose title goes on and on until nobody can read it on one line "
          "or two",
          "container", "registry.example.com/a/very/long/repository/name@sha256:0123456789abcdef",
          CONTAINER, O_HOST, 1, 0, 0),
     CHIPS(odd_chips), .is_on_path = true},
    {CARD("rtl.db", "قاعدة بيانات العملاء", "store", "postgres:17", STORE, O_RTL, 0, 1, 0)},
    {CARD("rtl.cjk", "支払いゲートウェイの認証サービスと決済履歴データベース", "service",
          "認証・決済", SERVICE, O_RTL, 0, 0, 0)},
    {CARD("rtl.emoji", "Party 🎉 👩‍💻 service", "service", "🚀", SERVICE, O_RTL, 0, 0, 1)},
    {CARD("\"acme/shop:4.2\"", "acme/shop:4.2", "image", NULL, IMAGE, SHEET_NONE, 1, 0, 0)},
    {CARD("pipe", "Build", "pipeline", "nightly", PIPELINE, SHEET_NONE, 0, 0, 0)},
    {CARD("admin", "cluster-admin", "role", NULL, PASS, SHEET_NONE, 0, 0, 0), .glyph = "role"},
    {CARD("far", "Elsewhere", "service", NULL, SERVICE, SHEET_NONE, 0, 0, 0), .is_stub = true,
     .to_sheet = "sheet-far"},
    {CARD("pay", "Payments", "namespace", NULL, GROUP, SHEET_NONE, 5, 9, 0),
     .trust = SHEET_TRUST_MEDIUM, .things = 12, .threats = 3, .to_sheet = "empty"},
    {CARD("mallory", "Mallory", "malicious-insider", "hostile, skill 2", HOSTILE, SHEET_NONE, 0, 0,
          0)},
    {CARD("joe", "Joe", "careless-developer", "careless", CARELESS, SHEET_NONE, 0, 0, 0),
     .is_on_path = true},
    {CARD("ann", "Ann", "auditor", NULL, PERSON, SHEET_NONE, 0, 0, 0)},
};

static const struct sheet_flow odd_flows[] = {
    {.id = "host->rtl.db", .number = 1, .from = 0, .to = 2, .what = "a < b & \"c\""},
    {.id = "a", .number = 2, .from = 1, .to = 2, .what = "writes", .over = "postgres/5432"},
    {.id = "b", .number = 3, .from = 1, .to = 2, .what = "reads", .over = "postgres/5432"},
    {.id = "back", .number = 104, .from = 2, .to = 1, .what = "notifies"},
    {.id = "many", .merged = 7, .from = 9, .to = 1, .what = "7 flows"},
    {.id = "\"acme/shop:4.2\"->host.web", .number = 6, .from = 5, .to = 1},
    {.id = "c",
     .number = 7,
     .from = 6,
     .to = 5,
     .what = "builds",
     .over = "https/443",
     .carries = "so many things that the line has to be cut after a second one, since there is no "
                "room for a third in a table that wants to stay readable on paper",
     .controls = "tls, mtls, user-login, signed-images, read-only"},
    {.id = "d", .number = 8, .from = 12, .to = 8, .what = "asks"},
    {.id = "e", .number = 9, .from = 11, .to = 6, .what = "commits"},
    {.id = "f", .number = 10, .from = 3, .to = 4, .what = "決済"},
};

static const struct sheet_step odd_steps[] = {
    {.number = 1, .from = 11, .to = 6, .flow = 8, .text = "slip", .technique = "T1195"},
    {.number = 2, .from = 6, .to = 1, .flow = SHEET_NONE, .text = "supply chain"},
    {.number = 3, .from = 1, .to = 1, .flow = SHEET_NONE, .text = "escalate", .technique = "T1068"},
    {.number = 4, .from = 1, .to = 1, .flow = SHEET_NONE, .text = "again"},
    {.number = 5, .from = 1, .to = 2, .flow = 1, .text = "dump", .technique = "T1005"},
    {.number = 6, .from = 10, .to = 3, .flow = SHEET_NONE, .text = "blocked", .is_stopped = true},
    {.number = 7, .from = 1, .to = 2, .flow = 1, .text = "and wipe", .technique = "T1485"},
};

static const char *const odd_notes[] = {"collapsed: payments (12 things)",
                                        "not shown: 3 stores behind the office"};

static const struct sheet odd_sheet = {.id = "odd \"one\"",
                                       .title = "Odd things — every outline, every script",
                                       .model = "odd",
                                       .version = "1",
                                       .as_of = "2026-11-24",
                                       .digest = DIGEST,
                                       .tool = "ctm 0.1",
                                       .boundaries = odd_boundaries,
                                       .boundary_count = COUNT(odd_boundaries),
                                       .cards = odd_cards,
                                       .card_count = COUNT(odd_cards),
                                       .flows = odd_flows,
                                       .flow_count = COUNT(odd_flows),
                                       .steps = odd_steps,
                                       .step_count = COUNT(odd_steps),
                                       .notes = odd_notes,
                                       .note_count = 2};

/* The web shop of the language's page, from above, with its flows in words. */
static const struct sheet_boundary shop_boundaries[] = {{.id = "internet",
                                                         .title = "Internet",
                                                         .glyph = "globe",
                                                         .parent = SHEET_NONE,
                                                         .trust = SHEET_TRUST_NONE},
                                                        {.id = "backend",
                                                         .title = "Docker host",
                                                         .kind = "boundary",
                                                         .parent = SHEET_NONE,
                                                         .trust = SHEET_TRUST_HIGH}};
static const struct sheet_chip shop_orders[] = {{"Customer orders", CHIP_GEM}};
static const struct sheet_chip shop_password[] = {{"Database password", CHIP_KEY}};
static const struct sheet_card shop_cards[] = {
    {CARD("internet.customer", "Customer", "user", "legitimate", PERSON, 0, 0, 0, 0)},
    {CARD("internet.mirai", "Botnet", "botnet-operator", "hostile, skill 1", HOSTILE, 0, 0, 0, 0)},
    {CARD("backend.docker", "Docker engine", "host", NULL, HOST, 1, 1, 0, 0)},
    {CARD("backend.web", "nginx + app", "container", "acme/shop:4.2", CONTAINER, 1, 2, 1, 0),
     CHIPS(shop_password)},
    {CARD("backend.db", "PostgreSQL", "store", "postgres:17", STORE, 1, 0, 1, 0),
     CHIPS(shop_orders)}};
static const struct sheet_flow shop_flows[] = {{.id = "backend.web->backend.db",
                                                .number = 1,
                                                .from = 3,
                                                .to = 4,
                                                .what = "queries",
                                                .over = "postgres/5432",
                                                .carries = "Customer orders",
                                                .controls = "password-login"},
                                               {.id = "internet.customer->backend.web",
                                                .number = 2,
                                                .from = 0,
                                                .to = 3,
                                                .what = "shops",
                                                .over = "https/443",
                                                .carries = "Customer orders",
                                                .controls = "user-login"}};
static const struct sheet shop_sheet = {.id = "overview",
                                        .title = "Web shop",
                                        .model = "webshop",
                                        .as_of = "2026-11-24",
                                        .digest = DIGEST,
                                        .tool = "ctm 0.1",
                                        .direction = SHEET_DOWN,
                                        .has_full_labels = true,
                                        .boundaries = shop_boundaries,
                                        .boundary_count = 2,
                                        .cards = shop_cards,
                                        .card_count = 5,
                                        .flows = shop_flows,
                                        .flow_count = 2};

enum { CROWD = 60, CROWD_FLOWS = 75, CROWD_PLACES = 9 };

struct crowd {
  struct sheet_boundary boundaries[CROWD_PLACES];
  struct sheet_card cards[CROWD];
  struct sheet_flow flows[CROWD_FLOWS];
  char texts[CROWD + CROWD_FLOWS + CROWD_PLACES][2][24];
  struct sheet sheet;
};

/* Sixty cards in nine boundaries, flows that mostly go onwards, from a fixed generator. */
static void make_crowd(struct crowd *crowd)
{
  unsigned seed = 20117, text = 0;
  *crowd = (struct crowd){.sheet = {.id = "crowd",
                                    .title = "Sixty cards",
                                    .model = "crowd",
                                    .as_of = "2026-11-24",
                                    .boundaries = crowd->boundaries,
                                    .boundary_count = CROWD_PLACES,
                                    .cards = crowd->cards,
                                    .card_count = CROWD,
                                    .flows = crowd->flows,
                                    .flow_count = CROWD_FLOWS}};
  for (unsigned i = 0; i < CROWD_PLACES; i++, text++) {
    snprintf(crowd->texts[text][0], 24, "p%u", i);
    crowd->boundaries[i] = (struct sheet_boundary){.id = crowd->texts[text][0],
                                                   .kind = "network",
                                                   .trust = (enum sheet_trust)(i % 5),
                                                   .parent = i % 3 ? i - 1 : SHEET_NONE};
  }
  for (unsigned i = 0; i < CROWD; i++, text++) {
    snprintf(crowd->texts[text][0], 24, "p%u.c%u", i * CROWD_PLACES / CROWD, i);
    snprintf(crowd->texts[text][1], 24, "Service number %u", i);
    crowd->cards[i] = (struct sheet_card){.id = crowd->texts[text][0],
                                          .title = crowd->texts[text][1],
                                          .kind = "container",
                                          .outline = i % 7 == 0 ? OUTLINE_STORE : OUTLINE_CONTAINER,
                                          .parent = i * CROWD_PLACES / CROWD,
                                          .stands_for = SHEET_NONE,
                                          .counts = {i % 3, i % 4, i % 5 == 0}};
  }
  for (unsigned i = 0; i < CROWD_FLOWS; i++, text++) {
    seed = seed * 1103515245u + 12345u;
    unsigned from = (seed >> 8) % CROWD, to = (from + 1 + (seed >> 20) % 9) % CROWD;
    snprintf(crowd->texts[text][0], 24, "f%u", i);
    crowd->flows[i] = (struct sheet_flow){.id = crowd->texts[text][0],
                                          .number = i + 1,
                                          .from = from,
                                          .to = to,
                                          .what = "calls",
                                          .over = "https/443"};
  }
}

#endif
