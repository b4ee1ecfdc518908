/* Words of other tools, and what is said here instead. */
#include "syntax/words.h"

static const struct {
  const char *word;
  const char *ours; /* the word that takes its place; NULL: there is none */
  const char *help;
} foreign[] = {
    {"image", "runs", "a container says what it runs: `runs \"nginx:1.27\"`"},
    {"include", "import", "a file is brought in by `import \"a.ctm\"`"},
    {"networks", "joins", "a thing `joins` its networks, by their names"},
    {"volumes", "mounts", "a thing `mounts` volumes, by their names"},
    {"ports", NULL, "a flow says who comes in: `a -> b over https/443`"},
    {"expose", NULL, "a flow says who comes in: `a -> b over https/443`"},
    {"depends_on", NULL, "a flow says who calls whom: `a -> b`"},
    {"depends-on", NULL, "a flow says who calls whom: `a -> b`"},
    {"links", NULL, "a flow says who calls whom: `a -> b`"},
    {"environment", NULL, "a secret is declared as a thing, and who has it `holds` it"},
    {"env", NULL, "a secret is declared as a thing, and who has it `holds` it"},
    {"secrets", "holds", "a thing `holds` secrets, by their names"},
    {"extends", "is", "a thing takes what a template says with `is NAME`"},
    {"type", NULL, "the kind of a thing is the first word of its line: `database db`"},
    {"description", NULL, "a title stands in quotes behind the name, more in `##` lines above"},
    {"label", NULL, "a title stands in quotes behind the name: `service web \"Web shop\"`"},
    {"name", NULL, "a title stands in quotes behind the name: `service web \"Web shop\"`"},
    {"colour", NULL, "the theme draws all things of a kind alike; `glyph` gives one its own sign"},
    {"color", NULL, "the theme draws all things of a kind alike; `glyph` gives one its own sign"},
};

bool word_is_foreign(struct str word, const char **ours, const char **help)
{
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
    if (!str_equal(word, str_from(foreign[i].word))) continue;
    *ours = foreign[i].ours;
    *help = foreign[i].help;
    return true;
  }
  return false;
}
