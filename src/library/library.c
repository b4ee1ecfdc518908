/* Access to the embedded files. */
#include "library/embedded.h"

size_t library_files(const struct library_file **out)
{
  *out = embedded_files;
  return embedded_file_count;
}

size_t library_tables(const struct library_file **out)
{
  *out = embedded_tables;
  return embedded_table_count;
}

bool library_table(struct str name, struct str *text)
{
  for (size_t i = 0; i < embedded_table_count; i++) {
    if (!str_equal(str_from(embedded_tables[i].name), name)) continue;
    *text = embedded_tables[i].text;
    return true;
  }
  return false;
}

/* A line as sha256sum prints it: digest, two spaces, name. */
static void digest_line(struct sha256 *sha, const char *folder, const struct library_file *file)
{
  char hex[SHA256_HEX];
  sha256_text(file->text, hex);
  sha256_update(sha, hex, sizeof hex - 1);
  sha256_update(sha, "  ", 2);
  sha256_update(sha, folder, strlen(folder));
  sha256_update(sha, file->name, strlen(file->name));
  sha256_update(sha, "\n", 1);
}

void library_digest(char hex[SHA256_HEX])
{
  struct sha256 sha;
  uint8_t digest[SHA256_BYTES];
  sha256_init(&sha);
  for (size_t i = 0; i < embedded_file_count; i++) digest_line(&sha, "", &embedded_files[i]);
  for (size_t i = 0; i < embedded_table_count; i++)
    digest_line(&sha, "catalog/", &embedded_tables[i]);
  sha256_final(&sha, digest);
  sha256_hex(digest, hex);
}
