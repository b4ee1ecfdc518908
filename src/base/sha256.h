/* SHA-256 (FIPS 180-4), fed piece by piece: digests of sources, models and outputs. */
#ifndef CTM_BASE_SHA256_H
#define CTM_BASE_SHA256_H

#include "base/str.h"

#include <stdint.h>

enum {
  SHA256_BYTES = 32,
  SHA256_HEX = 2 * SHA256_BYTES + 1 /* in hexadecimal, with the NUL behind it */
};

struct sha256 {
  uint32_t state[8];
  uint64_t size;     /* bytes taken in so far */
  uint8_t block[64]; /* the size % 64 bytes that fill no block yet */
};

void sha256_init(struct sha256 *sha);
void sha256_update(struct sha256 *sha, const void *bytes, size_t size);
/* Ends the message; init again before the next one. */
void sha256_final(struct sha256 *sha, uint8_t digest[SHA256_BYTES]);

/* Lower-case digits and a NUL. */
void sha256_hex(const uint8_t digest[SHA256_BYTES], char hex[SHA256_HEX]);
/* All of it at once: the digest of one text, in hexadecimal. */
void sha256_text(struct str text, char hex[SHA256_HEX]);

#endif
