/* One cluster of an estate: its file. */
#include "estate.h"

#include <stdio.h>

enum { TEAMS = 256, WORKLOADS = 16, PATH = 48 };

struct cluster {
  struct estate *estate;
  unsigned division, number, nodes;
  unsigned teams;
  char entry[TEAMS][PATH]; /* the workload of each team that others call */
  bool is_flat;            /* no network policy unless a team says so */
};

struct team {
  char name[PATH];
  unsigned workloads;
  char path[WORKLOADS][PATH]; /* of each workload, from within the namespace */
  bool has_role;              /* a service account of its own that reads its secrets */
  bool has_store, has_cache;
};

static const char *const subjects[] = {"shop",  "billing", "claims", "search",  "ledger", "stock",
                                       "fleet", "mail",    "portal", "reports", "media",  "loans"};
static const char *const parts[] = {"cart",    "orders", "prices",  "users",  "basket", "export",
                                    "rules",   "quotes", "letters", "events", "audit",  "stream",
                                    "catalog", "tariff", "router",  "scores"};
#define PICK(estate, words) (words)[below(estate, sizeof(words) / sizeof *(words))]

/* --- workloads ----------------------------------------------------------------------------------
 */

static void hardening(struct estate *estate)
{
  unsigned dice = below(estate, 100);
  if (dice < 40)
    text(estate, " is std.restricted");
  else if (dice < 75)
    text(estate, " is std.baseline");
}

static void nodes(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  unsigned first = below(estate, cluster->nodes);
  text(estate, " on node-%02u", first + 1);
  if (chance(estate, 300)) text(estate, ", node-%02u", (first + 1) % cluster->nodes + 1);
}

static const struct {
  const char *word;
  unsigned in_a_thousand;
} flaws[] = {{"known-vulnerability", 80}, {"ssrf", 50},         {"command-injection", 50},
             {"leaks-environment", 20},   {"remote-shell", 15}, {"host-path", 15},
             {"docker-socket", 12},       {"privileged", 12},   {"host-path-read", 10}};

static void weaknesses(struct estate *estate)
{
  unsigned written = 0;
  for (size_t i = 0; i < sizeof flaws / sizeof *flaws; i++)
    if (chance(estate, flaws[i].in_a_thousand))
      text(estate, "%s%s", written++ ? ", " : "      has ", flaws[i].word);
  if (written) text(estate, "\n");
}

static void controls(struct estate *estate, const char *team, const char *name)
{
  if (chance(estate, 150)) text(estate, "      with minimal-image, runtime-detection\n");
  if (chance(estate, 60)) text(estate, "      plans sandboxed-runtime\n");
  if (chance(estate, 200))
    text(estate, "      evidence resource-limits, \"manifests/%s/%s.yaml:31\"\n", team, name);
}

static void container(struct cluster *cluster, const struct team *team, const char *kind,
                      const char *name)
{
  struct estate *estate = cluster->estate;
  thing(estate, "    %s %s \"%s of %s\"", kind, name, name, team->name);
  hardening(estate);
  nodes(cluster);
  text(estate, " {\n      runs d%02u.image-%03u\n", cluster->division,
       below(estate, estate->images) + 1);
  if (team->has_store && chance(estate, 350)) text(estate, "      holds %s-password\n", team->name);
  weaknesses(estate);
  controls(estate, team->name, name);
  text(estate, "    }\n");
}

/* A pod with a sidecar and, mostly, the token that Kubernetes mounts. */
static void pod(struct cluster *cluster, const struct team *team, const char *name)
{
  struct estate *estate = cluster->estate;
  thing(estate, "    pod %s \"%s of %s\"", name, name, team->name);
  text(estate, chance(estate, 400) ? " with no-service-token {\n" : " {\n");
  if (team->has_role) thing(estate, "    token sa value low opens %s-view\n", team->name);
  container(cluster, team, "container", "app");
  thing(estate, "    sidecar proxy is std.baseline");
  nodes(cluster);
  text(estate, "\n    }\n");
}

static void workload(struct cluster *cluster, struct team *team, unsigned number)
{
  struct estate *estate = cluster->estate;
  const char *name = parts[number];
  unsigned dice = number ? below(estate, 100) : 99;
  if (dice < 22)
    pod(cluster, team, name);
  else
    container(cluster, team, dice < 30 ? "job" : "container", name);
  snprintf(team->path[number], PATH, dice < 22 ? "%s.app" : "%s", name);
}

/* --- stores -------------------------------------------------------------------------------------
 */

static void store(struct cluster *cluster, const struct team *team)
{
  struct estate *estate = cluster->estate;
  static const char *const worth[] = {"low", "medium", "medium", "high", "critical"};
  data(estate, "asset %s-records \"Records of %s\" value %s\n", team->name, team->name,
       PICK(estate, worth));
  data(estate, "password %s-password \"Database password of %s\" value medium opens k8s.%s.db\n",
       team->name, team->name, team->name);
  data(estate, "volume %s-disk \"Disk of %s\" holds %s-records%s\n", team->name, team->name,
       team->name, chance(estate, 500) ? " with encryption-at-rest" : "");
  thing(estate, "    database db \"PostgreSQL of %s\"", team->name);
  hardening(estate);
  nodes(cluster);
  text(estate, " {\n      runs d%02u.postgres-image\n      holds %s-records\n", cluster->division,
       team->name);
  text(estate, "      mounts %s-disk\n      with password-login%s\n", team->name,
       chance(estate, 600) ? ", backup" : "");
  if (chance(estate, 100)) text(estate, "      plans object-authorisation\n");
  if (chance(estate, 40)) text(estate, "      has weak-password\n");
  text(estate, "    }\n");
}

static void cache(struct cluster *cluster, const struct team *team)
{
  struct estate *estate = cluster->estate;
  static const char *const kinds[] = {"cache", "queue"};
  data(estate, "asset %s-sessions \"Sessions of %s\" value low\n", team->name, team->name);
  thing(estate, "    %s fast \"Cache of %s\"", PICK(estate, kinds), team->name);
  hardening(estate);
  nodes(cluster);
  text(estate, " runs d%02u.redis-image holds %s-sessions\n", cluster->division, team->name);
}

/* --- flows --------------------------------------------------------------------------------------
 */

static void call(struct estate *estate, const char *from, const char *to)
{
  static const char *const how[] = {"http/8080", "http/8080", "grpc/9000", "https/8443",
                                    "grpcs/9443"};
  static const char *const asks[] = {
      "", "", "", " with mtls", " with mtls", " with api-token", " with end-user-token, mtls"};
  thing(estate, "    %s -> %s \"calls\" over %s%s\n", from, to, PICK(estate, how),
        PICK(estate, asks));
}

static void store_calls(struct estate *estate, const struct team *team, const char *from)
{
  if (team->has_store && chance(estate, 350))
    thing(estate, "    %s -> db \"queries\" over postgres/5432 carries %s-records with %s\n", from,
          team->name, chance(estate, 500) ? "tls, password-login" : "password-login");
  if (team->has_cache && chance(estate, 300))
    thing(estate, "    %s -> fast \"keeps sessions\" over redis/6379 carries %s-sessions\n", from,
          team->name);
}

/* Each workload is called by one before it, so all hang together, and some by a second. */
static void calls(struct estate *estate, const struct team *team)
{
  for (unsigned i = 0; i < team->workloads; i++) {
    unsigned caller = i ? below(estate, i) : 0, other = i > 2 ? below(estate, i) : caller;
    if (i) call(estate, team->path[caller], team->path[i]);
    if (other != caller && chance(estate, 400)) call(estate, team->path[other], team->path[i]);
    store_calls(estate, team, team->path[i]);
  }
}

/* --- namespaces ---------------------------------------------------------------------------------
 */

static void namespace(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  struct team team = {.workloads = 5 + below(estate, WORKLOADS - 5)};
  team.has_role = chance(estate, 500);
  team.has_store = chance(estate, 800);
  team.has_cache = chance(estate, 400);
  snprintf(team.name, PATH, "%s-%u", PICK(estate, subjects), cluster->teams + 1);
  thing(estate, "  namespace %s \"ns/%s\"", team.name, team.name);
  if (chance(estate, cluster->is_flat ? 200 : 650)) text(estate, " with network-policy");
  text(estate, " {\n");
  for (unsigned i = 0; i < team.workloads; i++) workload(cluster, &team, i);
  if (team.has_store) store(cluster, &team);
  if (team.has_cache) cache(cluster, &team);
  calls(estate, &team);
  text(estate, "  }\n");
  if (team.has_role)
    thing(estate, "  role %s-view on api-server governs %s has can-read-secrets\n", team.name,
          team.name);
  snprintf(cluster->entry[cluster->teams++], PATH, "%.20s.%.20s", team.name, team.path[0]);
}

/* --- what every cluster has ---------------------------------------------------------------------
 */

static void control_plane(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  data(estate, "key kubeconfig \"Administrator's credentials\" value critical opens k8s.admins\n");
  data(estate, "token deploy-token \"Deployment token\" value high opens k8s.deployer%s\n",
       chance(estate, 500) ? " with short-lived" : "");
  thing(estate, "  orchestrator api-server \"Kubernetes API\" on node-01 governs k8s {\n"
                "    with client-certificate\n  }\n");
  thing(estate, "  cluster-store etcd \"etcd\" on node-01 with client-certificate\n");
  thing(estate, "  role admins \"Administrators\" on api-server governs k8s has cluster-admin\n");
  thing(estate, "  role deployer \"Deployment\" on api-server governs k8s {\n"
                "    has can-deploy, can-patch\n  }\n");
  thing(estate, "  api-server -> etcd \"keeps objects\" over etcd/2379 with mtls\n");
}

static void worker_nodes(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  for (unsigned i = 1; i <= cluster->nodes; i++) {
    thing(estate, "  node node-%02u \"Worker %u\"%s", i, i,
          chance(estate, 600) ? " is std.worker" : "");
    text(estate, chance(estate, 30) ? " has unpatched-kernel {\n" : " {\n");
    thing(estate, "    metadata imds \"Instance metadata\"%s\n  }\n",
          chance(estate, 700) ? " with metadata-guard" : "");
    thing(estate,
          "  node-%02u -> api-server \"reports\" over kubernetes-api/6443 {\n"
          "    with client-certificate\n  }\n",
          i);
    thing(estate,
          "  node-%02u -> d%02u.forge.registry \"pulls\" over oci/443 {\n"
          "    with login, read-only-scope\n  }\n",
          i, cluster->division);
  }
}

static void system_agents(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  thing(estate, "  namespace kube-system \"ns/kube-system\" {\n");
  thing(estate, "    container cni \"Network agent\" on any node has %s\n",
        chance(estate, 400) ? "privileged, host-network" : "host-network");
  thing(estate, "    container log-agent \"Log shipper\" is std.baseline on any node {\n"
                "      has host-path-read\n    }\n");
  thing(estate, "    container dns \"Cluster DNS\" is std.baseline on node-01, node-02\n  }\n");
}

static void edge(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  thing(estate, "  namespace edge \"ns/edge\" with network-policy {\n");
  thing(estate,
        "    gateway ingress \"Ingress\" is std.restricted on node-02%s {\n"
        "      runs d%02u.proxy-image\n      with waf, rate-limit\n    }\n  }\n",
        cluster->number % 2 ? " has known-vulnerability" : "", cluster->division);
  unsigned public = cluster->teams / 3 + 1;
  for (unsigned i = 0; i < public; i++)
    thing(estate, "  edge.ingress -> %s \"routes\" over http/8080%s\n", cluster->entry[i],
          chance(estate, 400) ? " with mtls" : "");
}

/* Teams call other teams, here and there. */
static void calls_between_teams(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  for (unsigned i = 0; i + 1 < cluster->teams; i++) {
    unsigned other = i + 1 + below(estate, cluster->teams - i - 1);
    thing(estate, "  %s -> %s \"asks\" over grpc/9000%s\n", cluster->entry[i],
          cluster->entry[other], chance(estate, 600) ? " with mtls" : "");
  }
}

static void monitoring(struct cluster *cluster)
{
  struct estate *estate = cluster->estate;
  thing(estate, "  namespace monitoring \"ns/monitoring\" {\n");
  thing(estate, "    container prometheus \"Prometheus\" is std.baseline on node-02\n");
  thing(estate, "    log-store logs \"Logs\" is std.baseline on node-03 with login\n");
  thing(estate, "    console dashboard \"Dashboard\" on node-03 governs k8s.edge%s\n  }\n",
        chance(estate, 100) ? " has open-console" : " with user-login");
  for (unsigned i = 0; i < cluster->teams; i++)
    thing(estate, "  monitoring.prometheus -> %s \"scrapes\" over http/9090\n", cluster->entry[i]);
  thing(estate, "  kube-system.log-agent -> monitoring.logs \"ships\" over syslog/6514 with tls\n");
}

void cluster_write(struct estate *estate, unsigned division, unsigned number, size_t budget)
{
  struct cluster cluster = {.estate = estate, .division = division, .number = number};
  cluster.nodes = budget / 90 < 3 ? 3 : (unsigned)(budget / 90);
  cluster.is_flat = chance(estate, 400);
  size_t last = estate->entities + budget - budget / 12; /* what follows the teams */
  writer_format(&estate->head,
                "ctm 1\n# A cluster of division %u.\nimport \"hardening.ctm\" as std\n"
                "import \"d%02u.ctm\"\n\n",
                division, division);
  text(estate, "\ncluster k8s \"Cluster %u\" trust high with firewall%s%s {\n", number,
       chance(estate, 400) ? ", pod-security" : "", chance(estate, 300) ? ", image-signature" : "");
  control_plane(&cluster);
  worker_nodes(&cluster);
  system_agents(&cluster);
  do namespace
  (&cluster);
  while (estate->entities < last && cluster.teams < TEAMS)
    ;
  edge(&cluster);
  monitoring(&cluster);
  calls_between_teams(&cluster);
  text(estate, "}\n\nextend d%02u.office.operator-%u { holds kubeconfig }\n", division,
       number % 4 + 1);
  text(estate, "extend d%02u.forge.ci-%u { holds deploy-token }\n", division,
       number % estate->pipelines + 1);
  text(estate,
       "d%02u.office.operator-%u -> k8s.api-server over kubernetes-api/6443 {\n"
       "  with client-certificate\n}\n",
       division, number % 4 + 1);
  thing(estate,
        "d%02u.forge.ci-%u -> k8s.api-server \"deploys\" over kubernetes-api/6443 {\n"
        "  with client-certificate\n}\n",
        division, number % estate->pipelines + 1);
  estate->entities++;
}
