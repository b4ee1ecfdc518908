/* SHA-256 as FIPS 180-4 (2015) describes it, sections 4.1.2, 5.1.1 and 6.2.2; linear, about 64
 * rounds of a dozen operations per 64 bytes. The names a…h, W and K are those of the standard. */
#include "base/sha256.h"

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotated(uint32_t x, int bits)
{
  return (x >> bits) | (x << (32 - bits));
}

static uint32_t read_word(const uint8_t *at)
{
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void spread_block(const uint8_t *block, uint32_t W[64])
{
  for (int t = 0; t < 16; t++) W[t] = read_word(block + 4 * t);
  for (int t = 16; t < 64; t++) {
    uint32_t s0 = rotated(W[t - 15], 7) ^ rotated(W[t - 15], 18) ^ (W[t - 15] >> 3);
    uint32_t s1 = rotated(W[t - 2], 17) ^ rotated(W[t - 2], 19) ^ (W[t - 2] >> 10);
    W[t] = s1 + W[t - 7] + s0 + W[t - 16];
  }
}

static void take_block(uint32_t state[8], const uint8_t *block)
{
  uint32_t W[64];
  spread_block(block, W);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int t = 0; t < 64; t++) {
    uint32_t s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + K[t] + W[t];
    uint32_t s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1;
    d = c, c = b, b = a, a = t1 + t2;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void sha256_init(struct sha256 *sha)
{
  *sha = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                   0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_update(struct sha256 *sha, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  size_t kept = sha->size % sizeof sha->block;
  sha->size += size;
  if (kept) {
    size_t room = sizeof sha->block - kept;
    size_t taken = size < room ? size : room;
    if (taken) memcpy(sha->block + kept, at, taken);
    if (taken < room) return;
    take_block(sha->state, sha->block);
    at += taken, size -= taken;
  }
  for (; size >= sizeof sha->block; at += sizeof sha->block, size -= sizeof sha->block)
    take_block(sha->state, at);
  if (size) memcpy(sha->block, at, size);
}

/* The padding is one bit, zeros, and the length of the message in bits, to the end of a block. */
void sha256_final(struct sha256 *sha, uint8_t digest[SHA256_BYTES])
{
  uint64_t bits = sha->size * 8;
  size_t kept = sha->size % sizeof sha->block;
  uint8_t padding[72] = {0x80};
  size_t zeros_end = kept < 56 ? 56 - kept : 120 - kept;
  for (int i = 0; i < 8; i++) padding[zeros_end + (size_t)i] = (uint8_t)(bits >> (56 - 8 * i));
  sha256_update(sha, padding, zeros_end + 8);
  for (int i = 0; i < SHA256_BYTES; i++)
    digest[i] = (uint8_t)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha256_hex(const uint8_t digest[SHA256_BYTES], char hex[SHA256_HEX])
{
  for (int i = 0; i < SHA256_BYTES; i++) {
    hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  hex[SHA256_HEX - 1] = '\0';
}

void sha256_text(struct str text, char hex[SHA256_HEX])
{
  struct sha256 sha;
  uint8_t digest[SHA256_BYTES];
  sha256_init(&sha);
  sha256_update(&sha, text.at, text.len);
  sha256_final(&sha, digest);
  sha256_hex(digest, hex);
}
