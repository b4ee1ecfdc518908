/* Risk: impact × likelihood on a 5 × 5 matrix.
 *
 * Impact comes from what the thing is worth for that harm (unstated 1 … critical 5); likelihood
 * from the effort of the shown way: 5 − ⌊effort ÷ 4⌋, at least 1, and one more, at most 5, for an
 * attacker of resources 3 or 4. ≥ 15 is critical, ≥ 9 high, ≥ 4 medium, else low. */
#include "register/derive.h"

enum { EFFORT_A_LEVEL = 4, LIKELIHOOD_MOST = 5, RESOURCES_MANY = 3 };

uint8_t risk_likelihood(uint32_t effort, uint8_t resources)
{
  uint32_t less = effort / EFFORT_A_LEVEL;
  int likelihood = less < LIKELIHOOD_MOST ? LIKELIHOOD_MOST - (int)less : 1;
  if (resources >= RESOURCES_MANY) likelihood++;
  return (uint8_t)(likelihood > LIKELIHOOD_MOST ? LIKELIHOOD_MOST : likelihood);
}

enum risk_level risk_level_of(unsigned score)
{
  if (score >= 15) return RISK_CRITICAL;
  if (score >= 9) return RISK_HIGH;
  if (score >= 4) return RISK_MEDIUM;
  return score ? RISK_LOW : RISK_NONE;
}

uint8_t risk_score(const struct harm_goal *goal, uint32_t effort, uint8_t resources)
{
  return (uint8_t)(goal->impact * risk_likelihood(effort, resources));
}

struct reg_risk risk_none(const char *reason)
{
  return (struct reg_risk){.level = RISK_NONE, .reason = reason};
}

struct reg_risk risk_make(struct derivation *d, const struct harm_goal *goal, uint32_t effort,
                          uint8_t resources)
{
  struct reg_risk risk = {
      .impact = goal->impact, .likelihood = risk_likelihood(effort, resources), .effort = effort};
  risk.score = (uint8_t)(risk.impact * risk.likelihood);
  risk.level = risk_level_of(risk.score);
  enum worth worth = (enum worth)model_entity(d->model, goal->thing)->worth[goal->harm];
  risk.reason = arena_format(
      d->arena,
      "impact %u (%s of worth %s) × likelihood %u (effort %u of the shown way%s) = %u: %s",
      risk.impact, harm_word(goal->harm), worth_word(worth), risk.likelihood, effort,
      resources >= RESOURCES_MANY
          ? arena_format(&d->scratch, "; resources %u count one more", resources)
          : "",
      risk.score, risk_level_word(risk.level));
  return risk;
}
