/* SHA-256 against the examples of FIPS 180-4 and of NIST's CAVP, whole and in pieces. */
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void check(const char *text, const char *expected)
{
  char hex[SHA256_HEX];
  sha256_text(str_from(text), hex);
  assert_string_equal(hex, expected);
}

static void known_texts(void **state)
{
  (void)state;
  check("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  check("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  check("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void empty_without_a_pointer(void **state)
{
  (void)state;
  char hex[SHA256_HEX];
  sha256_text((struct str){NULL, 0}, hex);
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_million_times_a(void **state)
{
  (void)state;
  char piece[1000];
  memset(piece, 'a', sizeof piece);
  struct sha256 sha;
  sha256_init(&sha);
  for (int i = 0; i < 1000; i++) sha256_update(&sha, piece, sizeof piece);
  uint8_t digest[SHA256_BYTES];
  char hex[SHA256_HEX];
  sha256_final(&sha, digest);
  sha256_hex(digest, hex);
  assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Every length around the block and padding borders, cut in two at every place. */
static void pieces_do_not_matter(void **state)
{
  (void)state;
  char bytes[200];
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 7 + 1);
  for (size_t size = 0; size <= sizeof bytes; size++) {
    char whole[SHA256_HEX];
    sha256_text((struct str){bytes, size}, whole);
    for (size_t cut = 0; cut <= size; cut++) {
      struct sha256 sha;
      uint8_t digest[SHA256_BYTES];
      char pieces[SHA256_HEX];
      sha256_init(&sha);
      sha256_update(&sha, bytes, cut);
      sha256_update(&sha, bytes + cut, size - cut);
      sha256_final(&sha, digest);
      sha256_hex(digest, pieces);
      assert_string_equal(pieces, whole);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_texts),
      cmocka_unit_test(empty_without_a_pointer),
      cmocka_unit_test(a_million_times_a),
      cmocka_unit_test(pieces_do_not_matter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
