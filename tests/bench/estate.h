/* A made-up estate as `.ctm` text, for measuring: seeded, of any size, and shaped like real ones.
 *
 * A division of about 10,000 things has an office, a build platform with images, and five clusters.
 * A cluster has nodes, a control plane with roles, agents on every node, an edge, and namespaces:
 * a dozen workloads that call each other, a store or two, their secrets, volumes and images. Some
 * of it is hardened, some is not, some is flawed, so attackers get a good way and not everywhere.
 * More things are more divisions; nothing in one of them depends on how many others there are.
 * Attackers, assertions and views stay few, as they do in life. */
#ifndef CTM_BENCH_ESTATE_H
#define CTM_BENCH_ESTATE_H

#include "base/writer.h"

#include <stdbool.h>

struct estate {
  const char *folder; /* that takes the files; there already */
  uint64_t seed, random;
  unsigned wanted;               /* entities, about */
  unsigned divisions, clusters;  /* clusters of all divisions */
  unsigned images, pipelines;    /* of a division */
  size_t entities, files, bytes; /* written so far */
  struct writer head, body;      /* of the file at work: the head goes first */
};

/* Files of the estate: estate.ctm and what it imports. The status of the first write that fails. */
struct status estate_write(struct estate *estate);

/* --- for the files that write parts of it -------------------------------------------------------
 */

/* Writes to the file at work, and counts a thing. */
#define thing(estate, ...) ((estate)->entities++, writer_format(&(estate)->body, __VA_ARGS__))
#define data(estate, ...)  ((estate)->entities++, writer_format(&(estate)->head, __VA_ARGS__))
#define text(estate, ...)  writer_format(&(estate)->body, __VA_ARGS__)

unsigned below(struct estate *estate, unsigned limit);
bool chance(struct estate *estate, unsigned in_a_thousand);
void reseed(struct estate *estate, unsigned part);

/* A cluster of about `budget` things. */
void cluster_write(struct estate *estate, unsigned division, unsigned number, size_t budget);

#endif
