/* Where most ways pass: what would close most, and what cannot be gone around. */
#include "write/xml_parts.h"

static void begin(struct xml_register *x, const char *name, const struct reg_row *row,
                  enum risk_level level)
{
  xml_start(x->xml, name);
  put_row(x, row);
  xml_attribute(x->xml, "level", risk_level_word(level));
}

static void end(struct xml_register *x, const struct numbers *scenarios)
{
  for (uint32_t i = 0; i < scenarios->count; i++)
    put_ref(x, "scenario", x->reg->scenarios.at[scenarios->at[i]].row.id);
  xml_end(x->xml);
  arena_reset(&x->arena);
}

static void put_closer(struct xml_register *x, const struct reg_closer *row)
{
  begin(x, "closer", &row->row, row->level);
  if (row->control->more_options)
    xml_attribute_number(x->xml, "more-options", row->control->more_options);
  for (uint32_t i = 0; i < row->control->option_count; i++) {
    const struct choke_option *option = &row->control->options[i];
    xml_start(x->xml, "option");
    put_true(x, "planned", option->is_planned);
    put_control(x, "control", option->control);
    put_thing(x, "at", option->thing);
    xml_end(x->xml);
  }
  end(x, &row->scenarios);
}

void put_chokes(struct xml_register *x)
{
  const struct reg_chokes *c = x->chokes;
  xml_start(x->xml, "chokes");
  xml_attribute_number(x->xml, "left-out", c->left_out);
  for (size_t i = 0; i < c->closers.len; i++) put_closer(x, &c->closers.at[i]);
  for (size_t i = 0; i < c->mends.len; i++) {
    begin(x, "mend", &c->mends.at[i].row, c->mends.at[i].level);
    put_use(x, "uses", c->mends.at[i].weakness);
    end(x, &c->mends.at[i].scenarios);
  }
  for (size_t i = 0; i < c->passes.len; i++) {
    const struct reg_pass *row = &c->passes.at[i];
    begin(x, "pass", &row->row, row->level);
    for (uint32_t k = 0; k < row->states.count; k++) put_gain(x, "state", row->states.at[k]);
    end(x, &row->scenarios);
  }
  for (size_t i = 0; i < c->entries.len; i++) {
    const struct reg_entry *row = &c->entries.at[i];
    begin(x, "enter", &row->row, row->level);
    for (uint32_t k = 0; k < row->boundaries.count; k++)
      put_thing(x, "boundary", row->boundaries.at[k]);
    end(x, &row->scenarios);
  }
  xml_end(x->xml);
}
