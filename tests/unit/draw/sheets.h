/* Sheets built by hand for the tests of draw/. */
#ifndef CTM_TESTS_DRAW_SHEETS_H
#define CTM_TESTS_DRAW_SHEETS_H

#include "draw/sheet.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
  B_INTERNET,
  B_CLOUD,
  B_CLUSTER,
  B_EDGE,
  B_PAY,
  B_POD,
  B_DATA,
  B_SYSTEM,
  B_MANAGED,
  B_OFFICE,
  B_SUPPLY,
  B_CI
};

static const struct sheet_boundary sketch_boundaries[] = {
    {.id = "internet", .title = "Internet", .glyph = "globe", .link = "internet",
     .trust = SHEET_TRUST_NONE, .parent = SHEET_NONE},
    {.id = "cloud", .title = "Cloud account eu-central-1", .kind = "account", .glyph = "cloud",
     .link = "cloud", .trust = SHEET_TRUST_MEDIUM, .parent = SHEET_NONE},
    {.id = "cloud.prod", .title = "Kubernetes cluster prod", .kind = "cluster", .glyph = "cluster",
     .link = "cloud.prod", .trust = SHEET_TRUST_HIGH, .parent = B_CLOUD,
     .desc = "Three control plane nodes, two workers."},
    {.id = "cloud.prod.edge", .title = "edge", .kind = "namespace", .glyph = "namespace",
     .link = "cloud.prod.edge", .trust = SHEET_TRUST_LOW, .parent = B_CLUSTER},
    {.id = "cloud.prod.pay", .title = "payments", .kind = "namespace", .glyph = "namespace",
     .link = "cloud.prod.pay", .trust = SHEET_TRUST_HIGH, .parent = B_CLUSTER},
    {.id = "cloud.prod.pay.pod", .title = "payments-api", .kind = "pod", .glyph = "pod",
     .link = "cloud.prod.pay.pod", .trust = SHEET_TRUST_HIGH, .parent = B_PAY},
    {.id = "cloud.prod.data", .title = "data", .kind = "namespace", .glyph = "namespace",
     .link = "cloud.prod.data", .trust = SHEET_TRUST_HIGH, .parent = B_CLUSTER},
    {.id = "cloud.prod.kube-system", .title = "kube-system", .kind = "namespace",
     .glyph = "namespace", .link = "cloud.prod.kube-system", .trust = SHEET_TRUST_HIGH,
     .parent = B_CLUSTER},
    {.id = "cloud.managed", .title = "Managed services", .kind = "network", .glyph = "network",
     .link = "cloud.managed", .trust = SHEET_TRUST_HIGH, .parent = B_CLOUD},
    {.id = "office", .title = "Corporate network", .kind = "site", .glyph = "site",
     .link = "office", .trust = SHEET_TRUST_MEDIUM, .parent = SHEET_NONE},
    {.id = "supply", .title = "Supply chain", .link = "supply", .trust = SHEET_TRUST_MEDIUM,
     .parent = SHEET_NONE},
    {.id = "supply.ci", .title = "CI", .kind = "network", .glyph = "network", .link = "supply.ci",
     .trust = SHEET_TRUST_MEDIUM, .parent = B_SUPPLY},
};

static const struct sheet_chip chip_kubeconfig[] = {{"kubeconfig", CHIP_KEY}};
static const struct sheet_chip chip_git[] = {{"git token", CHIP_KEY}};
static const struct sheet_chip chip_ledger_password[] = {{"ledger password", CHIP_KEY}};
static const struct sheet_chip chip_ledger[] = {{"Payment ledger", CHIP_GEM}};
static const struct sheet_chip chip_copies[] = {{"Ledger copies", CHIP_GEM}};
static const struct sheet_chip chip_data_key[] = {{"data key", CHIP_KEY}};
static const struct sheet_chip chip_released[] = {{"Released image", CHIP_GEM}};
static const struct sheet_chip chip_builder[] = {{"push token", CHIP_KEY},
                                                 {"signing key", CHIP_KEY}};

#define CARD(path, name, what, more, shape, where, weak, done, plan)                               \
  .id = path, .title = name, .kind = what, .sub = more, .outline = OUTLINE_##shape,                \
  .parent = where, .stands_for = SHEET_NONE, .link = path, .counts = {weak, done, plan}
#define CHIPS(array) .chips = array, .chip_count = COUNT(array)

enum {
  N_CUSTOMER,
  N_APT,
  N_BOTNET,
  N_INDEX,
  N_WAF,
  N_INGRESS,
  N_SETTLE,
  N_API,
  N_SIDECAR,
  N_LEDGER,
  N_BUS,
  N_CACHE,
  N_KUBE,
  N_WEBHOOK,
  N_NODE_A,
  N_NODE_B,
  N_KMS,
  N_METADATA,
  N_BACKUP,
  N_SIEM,
  N_OPERATOR,
  N_INSIDER,
  N_DEVELOPER,
  N_FORGE,
  N_REGISTRY,
  N_RUNNER,
  N_BUILDER
};

static const struct sheet_card sketch_cards[] = {
    {CARD("internet.customer", "Customer", "user", "uses a browser", PERSON, B_INTERNET, 0, 0, 0)},
    {CARD("internet.apt", "APT group", "nation-state", "hostile, skill 4", HOSTILE, B_INTERNET, 0,
          0, 0),
     .is_on_path = true},
    {CARD("internet.botnet", "Botnet", "botnet-operator", "hostile, skill 2", HOSTILE, B_INTERNET,
          0, 0, 0)},
    {CARD("internet.pypi", "Public package index", "service", "external", SERVICE, B_INTERNET, 1, 0,
          0)},
    {CARD("cloud.prod.edge.waf", "Web application firewall", "container", "coraza:4", CONTAINER,
          B_EDGE, 0, 1, 0),
     .glyph = "gateway", .is_on_path = true},
    {CARD("cloud.prod.edge.ingress", "Ingress", "container", "nginx:1.27", CONTAINER, B_EDGE, 1, 1,
          0),
     .glyph = "gateway", .is_on_path = true},
    {CARD("cloud.prod.pay.settle", "Settlement worker", "container", "acme/settle:4.2", CONTAINER,
          B_PAY, 1, 1, 0)},
    {CARD("cloud.prod.pay.pod.api", "Payments API", "container", "acme/pay:4.2", CONTAINER, B_POD,
          3, 1, 1),
     CHIPS(chip_ledger_password), .is_on_path = true,
     .desc = "Takes card payments and posts them to the ledger."},
    {CARD("cloud.prod.pay.pod.sidecar", "mTLS sidecar", "container", "envoy:1.31", CONTAINER, B_POD,
          0, 1, 0)},
    {CARD("cloud.prod.data.ledger", "Ledger database", "store", "postgres:17", STORE, B_DATA, 0, 2,
          1),
     CHIPS(chip_ledger)},
    {CARD("cloud.prod.data.bus", "Event bus", "store", "kafka:3.9", STORE, B_DATA, 0, 1, 0)},
    {CARD("cloud.prod.data.cache", "Session cache", "store", "valkey:8", STORE, B_DATA, 1, 0, 0)},
    {CARD("cloud.prod.kube-system.api", "Kubernetes API", "service", "control plane", SERVICE,
          B_SYSTEM, 0, 2, 0),
     .glyph = "controller"},
    {CARD("cloud.prod.kube-system.webhook", "Admission webhook", "container", "acme/admit:3",
          CONTAINER, B_SYSTEM, 0, 2, 0)},
    {CARD("cloud.prod.node-a", "Worker node A", "host", "containerd", HOST, B_CLUSTER, 2, 1, 0),
     .is_on_path = true},
    {CARD("cloud.prod.node-b", "Worker node B", "host", "containerd", HOST, B_CLUSTER, 0, 1, 0)},
    {CARD("cloud.managed.kms", "Key management", "service", "HSM-backed", SERVICE, B_MANAGED, 0, 2,
          0),
     CHIPS(chip_data_key), .glyph = "vault"},
    {CARD("cloud.managed.metadata", "Cloud metadata API", "service", "169.254.169.254", SERVICE,
          B_MANAGED, 1, 0, 0),
     .is_on_path = true},
    {CARD("cloud.managed.backup", "Backup bucket", "store", "object lock", STORE, B_MANAGED, 0, 2,
          1),
     CHIPS(chip_copies), .glyph = "bucket", .is_on_path = true},
    {CARD("office.siem", "SIEM", "service", "log analysis", SERVICE, B_OFFICE, 0, 1, 0)},
    {CARD("office.operator", "Hurried operator", "careless-operator", "careless", CARELESS,
          B_OFFICE, 0, 0, 0),
     CHIPS(chip_kubeconfig)},
    {CARD("office.mallory", "Malicious insider", "insider", "hostile, skill 2", HOSTILE, B_OFFICE, 0,
          0, 0),
     CHIPS(chip_git)},
    {CARD("office.developer", "Developer", "developer", "legitimate", PERSON, B_OFFICE, 0, 1, 0),
     CHIPS(chip_git)},
    {CARD("supply.forge", "Source forge", "service", "git", SERVICE, B_SUPPLY, 0, 2, 0),
     .glyph = "repository"},
    {CARD("supply.registry", "Image registry", "registry", "oci", STORE, B_SUPPLY, 2, 1, 0),
     CHIPS(chip_released), .glyph = "registry"},
    {CARD("supply.ci.runner", "Build runner", "host", "ephemeral VM", HOST, B_CI, 0, 1, 0)},
    {CARD("supply.ci.builder", "Image builder", "pipeline", "acme/builder:9", PIPELINE, B_CI, 2, 0,
          1),
     CHIPS(chip_builder)},
};

#define FLOW(n, a, b, name, says, runs)                                                            \
  {.id = name, .number = n, .from = N_##a, .to = N_##b, .what = says, .over = runs, .link = name}

static const struct sheet_flow sketch_flows[] = {
    {.id = "shop", .number = 1, .from = N_CUSTOMER, .to = N_WAF, .what = "pays by card",
     .over = "https/443", .carries = "Card data", .controls = "user-login", .link = "shop",
     .desc = "The only way in for customers."},
    FLOW(2, APT, WAF, "internet.apt->cloud.prod.edge.waf", "sends crafted requests", "https/443"),
    FLOW(3, BOTNET, WAF, "flood", "floods the entrance", "https/443"),
    FLOW(4, WAF, INGRESS, "clean", "forwards clean requests", "http/8080"),
    FLOW(5, INGRESS, API, "route", "routes payment requests", "http/8080"),
    FLOW(6, API, SIDECAR, "calls", "hands over calls", "unix"),
    {.id = "post", .number = 7, .from = N_SIDECAR, .to = N_LEDGER, .what = "posts ledger entries",
     .over = "postgres/5432", .carries = "Payment ledger", .controls = "mtls", .link = "post"},
    FLOW(8, API, CACHE, "sessions", "keeps sessions", "redis/6379"),
    FLOW(9, API, BUS, "events", "emits payment events", "kafka/9092"),
    FLOW(10, BUS, SETTLE, "deliver", "delivers settlement events", "kafka/9092"),
    FLOW(11, SETTLE, LEDGER, "balance", "settles balances", "postgres/5432"),
    FLOW(12, LEDGER, KMS, "unwrap", "unwraps the data key", "https/443"),
    FLOW(13, LEDGER, BACKUP, "nightly", "writes nightly backups", "https/443"),
    FLOW(14, DEVELOPER, FORGE, "push", "pushes code", "ssh/22"),
    FLOW(15, INSIDER, FORGE, "hide", "pushes hidden code", "ssh/22"),
    FLOW(16, FORGE, BUILDER, "trigger", "triggers build", "https/443"),
    FLOW(17, BUILDER, INDEX, "fetch", "downloads packages", "https/443"),
    FLOW(18, BUILDER, REGISTRY, "publish", "publishes images", "https/443"),
    FLOW(19, REGISTRY, NODE_A, "pull-a", "pulled by kubelet", "https/443"),
    FLOW(20, REGISTRY, NODE_B, "pull-b", "pulled by kubelet", "https/443"),
    FLOW(21, OPERATOR, KUBE, "kubectl", "runs kubectl", "https/6443"),
    FLOW(22, KUBE, WEBHOOK, "admit", "asks for admission", "https/8443"),
    FLOW(23, KUBE, NODE_A, "schedule-a", "schedules pods", "https/10250"),
    FLOW(24, KUBE, NODE_B, "schedule-b", "schedules pods", "https/10250"),
    FLOW(25, WEBHOOK, REGISTRY, "verify", "verifies signatures", "https/443"),
    FLOW(26, KUBE, SIEM, "audit", "ships audit log", "syslog/6514"),
    FLOW(27, NODE_A, METADATA, "imds", "reads instance metadata", "http/80"),
    FLOW(28, SIEM, OPERATOR, "alert", "alerts", "https/443"),
    FLOW(29, INGRESS, SIEM, "access", "ships access log", "syslog/6514"),
    FLOW(30, SETTLE, API, "report", "reports settlement state", "http/8080"),
};

static const struct sheet_step sketch_steps[] = {
    {.number = 1, .from = N_APT, .to = N_WAF, .flow = 1, .text = "exploit public-facing application",
     .technique = "T1190", .link = "T1190"},
    {.number = 2, .from = N_WAF, .to = N_INGRESS, .flow = 3, .text = "bypass the filter",
     .technique = "T1190"},
    {.number = 3, .from = N_INGRESS, .to = N_API, .flow = 4, .text = "run code in the container",
     .technique = "T1059"},
    {.number = 4, .from = N_API, .to = N_NODE_A, .flow = SHEET_NONE, .text = "escape to host",
     .technique = "T1611"},
    {.number = 5, .from = N_NODE_A, .to = N_METADATA, .flow = 26,
     .text = "cloud instance metadata API", .technique = "T1552.005"},
    {.number = 6, .from = N_METADATA, .to = N_BACKUP, .flow = SHEET_NONE,
     .text = "use the role of the node", .technique = "T1078.004"},
};

#define DIGEST "9f2c41d07b5e6a3c8d1f0e2b4a6c8e0f1a3b5d7f9e1c3a5b7d9f0e2c4a6b8de7"

static const struct sheet sketch_sheet = {
    .id = "attack-ledger-sealed",
    .title = "Payments platform — what an APT group can reach",
    .model = "payments",
    .view = "attack",
    .version = "4.2",
    .as_of = "2026-11-24",
    .digest = DIGEST,
    .tool = "ctm 0.1",
    .page = 3,
    .pages = 5,
    .boundaries = sketch_boundaries,
    .boundary_count = COUNT(sketch_boundaries),
    .cards = sketch_cards,
    .card_count = COUNT(sketch_cards),
    .flows = sketch_flows,
    .flow_count = COUNT(sketch_flows),
    .steps = sketch_steps,
    .step_count = COUNT(sketch_steps),
};

#endif
