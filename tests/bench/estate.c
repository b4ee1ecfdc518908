/* Writes an estate: the plan of it, its root file and its divisions. */
#include "estate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIVISION = 10000, CLUSTERS = 5 };

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t next(struct estate *estate)
{
  uint64_t z = estate->random += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

unsigned below(struct estate *estate, unsigned limit)
{
  return (unsigned)((next(estate) >> 32) * limit >> 32);
}

bool chance(struct estate *estate, unsigned in_a_thousand)
{
  return below(estate, 1000) < in_a_thousand;
}

/* So that no part depends on how much chance another took. */
void reseed(struct estate *estate, unsigned part)
{
  estate->random = estate->seed * 0x2545f4914f6cdd1du + part;
  (void)next(estate);
}

static struct status finish_file(struct estate *estate, const char *name)
{
  struct writer path = {0};
  writer_format(&path, "%s/%s", estate->folder, name);
  writer_bytes(&estate->head, estate->body.at, estate->body.len);
  struct status status = file_replace(path.at, estate->head.at, estate->head.len);
  estate->files++;
  estate->bytes += estate->head.len;
  estate->head.len = estate->body.len = 0;
  writer_free(&path);
  return status;
}

static struct status hardening_file(struct estate *estate)
{
  text(estate, "ctm 1\n# What the platform team promises.\n\n"
               "template worker \"Hardened worker\" {\n"
               "  with immutable-host, host-firewall, automatic-updates\n}\n"
               "template restricted \"Restricted container\" {\n"
               "  with non-root, read-only, seccomp, dropped-capabilities, resource-limits\n}\n"
               "template baseline \"Baseline container\" with non-root, resource-limits\n");
  return finish_file(estate, "hardening.ctm");
}

/* --- a division: people, and from source to image -----------------------------------------------
 */

static void office(struct estate *estate, unsigned division)
{
  thing(estate, "site office \"Office of division %u\" trust medium {\n", division);
  for (unsigned i = 1; i <= estate->pipelines; i++)
    thing(estate, "  developer dev-%u \"Developer %u\"\n", i, i);
  for (unsigned i = 1; i <= 4; i++) thing(estate, "  operator operator-%u \"Operator %u\"\n", i, i);
  for (unsigned i = 1; i <= 5; i++) thing(estate, "  user clerk-%u \"Clerk %u\"\n", i, i);
  if (division == 0) {
    thing(estate, "  malicious-insider mallory \"Bribed developer\" as dev-1\n");
    thing(estate, "  disgruntled-employee dirk \"Clerk under notice\" as clerk-1\n");
    thing(estate, "  careless-operator olga \"Hurried operator\" owns forge.runner-1\n");
    thing(estate, "  careless-developer carl \"Hurried developer\"\n");
  }
  text(estate, "}\n");
}

static void images(struct estate *estate, unsigned division)
{
  static const char *const shared[] = {"base", "postgres", "redis", "proxy"};
  for (int i = 0; i < 4; i++)
    thing(estate, "image %s-image \"%s of division %u\" from forge.registry with digest-pinned\n",
          shared[i], shared[i], division);
  for (unsigned i = 1; i <= estate->images; i++)
    thing(estate, "image image-%03u \"Image %u\" from forge.registry base base-image%s\n", i, i,
          chance(estate, 400)   ? " with digest-pinned"
          : chance(estate, 500) ? " with image-scanning"
                                : "");
}

/* A pipeline with its share of repositories and images. */
static void pipeline(struct estate *estate, unsigned number)
{
  unsigned share = estate->images / estate->pipelines, repositories = share / 4 + 1;
  for (unsigned i = 1; i <= repositories; i++)
    thing(estate, "  repository git-%u-%u \"Source %u.%u\" with mfa%s\n", number, i, number, i,
          chance(estate, 700) ? ", two-person-review" : "");
  thing(estate, "  pipeline ci-%u \"Builder %u\" on runner-%u%s {\n    takes ", number, number,
        (number - 1) / 4 + 1, chance(estate, 500) ? " with isolated-build" : "");
  for (unsigned i = 1; i <= repositories; i++)
    text(estate, "%sgit-%u-%u", i > 1 ? ", " : "", number, i);
  text(estate, "\n    builds ");
  for (unsigned i = 1; i <= share; i++)
    text(estate, "%simage-%03u", i > 1 ? ", " : "", (number - 1) * share + i);
  text(estate, "\n    holds push-token\n  }\n");
  thing(estate, "  ci-%u -> registry \"publishes\" over oci/443 with login\n", number);
  thing(estate, "  ci-%u -> kms \"asks for signatures\" over grpcs/443 with mtls\n", number);
}

static void pushes(struct estate *estate)
{
  unsigned share = estate->images / estate->pipelines, repositories = share / 4 + 1;
  for (unsigned dev = 1; dev <= estate->pipelines; dev++)
    for (unsigned i = 1; i <= repositories; i++) {
      thing(estate, "office.dev-%u -> forge.git-%u-%u over git-https/443 with mfa\n", dev, dev, i);
    }
}

static struct status division_file(struct estate *estate, unsigned division)
{
  reseed(estate, division * 1000);
  text(estate, "ctm 1\n# Division %u: its people, and the way from source to image.\n\n", division);
  thing(estate, "token push-token \"Registry push token\" value high opens forge.registry%s\n",
        chance(estate, 50) ? " has leaked" : "");
  thing(estate, "key signing-key \"Image signing key\" value critical signs base-image\n");
  images(estate, division);
  office(estate, division);
  thing(estate, "boundary forge \"Build platform\" trust high with firewall {\n");
  thing(estate, "  registry registry \"Image registry\" with login\n");
  thing(estate, "  service kms \"Signing service\" holds signing-key\n");
  for (unsigned i = 1; i <= (estate->pipelines + 3) / 4; i++)
    thing(estate, "  runner runner-%u \"Build runner %u\" with ephemeral\n", i, i);
  for (unsigned i = 1; i <= estate->pipelines; i++) pipeline(estate, i);
  text(estate, "}\n");
  pushes(estate);
  char name[32];
  snprintf(name, sizeof name, "d%02u.ctm", division);
  return finish_file(estate, name);
}

/* --- the root file ------------------------------------------------------------------------------
 */

static void world(struct estate *estate)
{
  static const char *const people[] = {
      "user customer \"Customer\"",
      "script-kiddie kid \"Bored teenager\"",
      "hacker eve \"Freelance intruder\"",
      "malware-creator mal \"Malware creator\"",
      "botnet-operator mirai \"Botnet\"",
      "organised-crime gang \"Ransom gang\"",
      "nation-state apt \"Nation state\"",
      "departed-employee ex \"Former contractor\" holds d00.push-token",
      "service packages \"Public package index\""};
  thing(estate, "internet internet \"Internet\" trust none {\n");
  for (size_t i = 0; i < sizeof people / sizeof *people; i++) thing(estate, "  %s\n", people[i]);
  text(estate, "}\n\n");
}

static void doors(struct estate *estate)
{
  for (unsigned c = 0; c < estate->clusters; c++)
    thing(estate, "internet.customer -> c%03u.k8s.edge.ingress \"visits\" over https/443%s\n", c,
          chance(estate, 600) ? " with user-login" : "");
  for (unsigned d = 0; d < estate->divisions; d++)
    for (unsigned p = 1; p <= estate->pipelines; p++)
      thing(estate,
            "d%02u.forge.ci-%u -> internet.packages \"fetches\" over https/443 {\n"
            "  has runs-what-it-fetches\n%s}\n",
            d, p, chance(estate, 500) ? "  with pinned-dependency\n" : "");
  /* clusters of one division call the next one's edge */
  for (unsigned c = 0; c + 1 < estate->clusters; c++)
    if ((c + 1) % CLUSTERS)
      thing(estate,
            "c%03u.k8s.monitoring.prometheus -> c%03u.k8s.edge.ingress over https/443 {\n"
            "  with api-token\n}\n",
            c, c + 1);
}

static void promises(struct estate *estate)
{
  text(estate, "\nassert edge-encrypted require tls on any flow across internet\n"
               "assert kid-harmless never internet.kid gains c000.k8s.admin\n"
               "assert control-planes never any outsider gains c001.k8s.admin\n"
               "assert keys-sealed never any hostile touches d00.signing-key\n"
               "assert no-accident never any careless harms d00.forge.registry\n"
               "assert stores-ask require authentication on any database in c000.k8s\n\n"
               "accept flood on c000.k8s.edge.ingress {\n  owner \"ciso@acme.example\"\n"
               "  until 2030-12-31\n  because \"The carrier scrubs floods.\"\n}\n"
               "treat flood on c001.k8s.edge.ingress with ddos-protection {\n"
               "  owner \"ops@acme.example\"\n  until 2030-06-30\n}\n\n"
               "view edge \"The first cluster's edge\" show c000.k8s.edge, internet\n");
}

static struct status root_file(struct estate *estate)
{
  reseed(estate, 999);
  writer_text(&estate->head, "ctm 1\n# A made-up estate.\n");
  for (unsigned d = 0; d < estate->divisions; d++)
    writer_format(&estate->head, "import \"d%02u.ctm\"\n", d);
  for (unsigned c = 0; c < estate->clusters; c++)
    writer_format(&estate->head, "import \"c%03u.ctm\"\n", c);
  text(estate, "\nmodel estate \"Estate of %u things\" owner \"platform@acme.example\"\n\n",
       estate->wanted);
  world(estate);
  doors(estate);
  promises(estate);
  return finish_file(estate, "estate.ctm");
}

/* --- the whole ----------------------------------------------------------------------------------
 */

static void plan(struct estate *estate)
{
  estate->divisions = estate->wanted / DIVISION ? estate->wanted / DIVISION : 1;
  unsigned each = estate->wanted / estate->divisions;
  unsigned clusters = each < 2000 ? 3 : CLUSTERS;
  estate->clusters = estate->divisions * clusters;
  estate->pipelines = each / 500 ? each / 500 : 1;
  estate->images = estate->pipelines * 10;
}

static struct status cluster_file(struct estate *estate, unsigned number)
{
  unsigned division = number / (estate->clusters / estate->divisions);
  unsigned left = estate->clusters - number;
  size_t later = 3 * left + (size_t)estate->divisions * estate->pipelines + 10; /* of the root */
  size_t have = estate->entities + later;
  reseed(estate, division * 1000 + 1 + number % CLUSTERS);
  cluster_write(estate, division, number,
                estate->wanted > have ? (estate->wanted - have) / left : 1);
  char name[32];
  snprintf(name, sizeof name, "c%03u.ctm", number);
  return finish_file(estate, name);
}

struct status estate_write(struct estate *estate)
{
  plan(estate);
  struct status status = hardening_file(estate);
  for (unsigned d = 0; d < estate->divisions && status.code == STATUS_OK; d++)
    status = division_file(estate, d);
  for (unsigned c = 0; c < estate->clusters && status.code == STATUS_OK; c++)
    status = cluster_file(estate, c);
  if (status.code == STATUS_OK) status = root_file(estate);
  writer_free(&estate->head);
  writer_free(&estate->body);
  return status;
}

int main(int argc, char **argv)
{
  struct estate estate = {.seed = 1};
  if (argc == 3 || argc == 4) estate.wanted = (unsigned)strtoul(argv[1], NULL, 10);
  if (estate.wanted < 500 || estate.wanted > 4000000) {
    fprintf(stderr, "usage: bench_estate THINGS FOLDER [SEED]   (500 to 4000000 things)\n");
    return 64;
  }
  estate.folder = argv[2];
  if (argc == 4) estate.seed = strtoull(argv[3], NULL, 10);
  struct status status = directory_make(estate.folder);
  if (status.code == STATUS_OK) status = estate_write(&estate);
  if (status.code != STATUS_OK) {
    fprintf(stderr, "bench_estate: cannot write into %s\n", estate.folder);
    return 73;
  }
  printf("%s/estate.ctm: %zu things, %zu files, %zu bytes\n", estate.folder, estate.entities,
         estate.files, estate.bytes);
  return EXIT_SUCCESS;
}
