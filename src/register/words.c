/* The register's words, as its outputs spell them. */
#include "register/register.h"

const char *risk_level_word(enum risk_level level)
{
  static const char *const words[RISK_COUNT] = {"none", "low", "medium", "high", "critical"};
  return words[level];
}

const char *threat_status_word(enum threat_status status)
{
  static const char *const words[THREAT_STATUS_COUNT] = {"open", "accepted", "expired", "mitigated",
                                                         "latent"};
  return words[status];
}

const char *scenario_status_word(enum scenario_status status)
{
  static const char *const words[SCENARIO_STATUS_COUNT] = {"open", "accepted", "expired",
                                                           "controlled"};
  return words[status];
}

const char *assertion_status_word(enum assertion_status status)
{
  static const char *const words[ASSERTION_STATUS_COUNT] = {"holds", "fails", "accepted",
                                                            "expired"};
  return words[status];
}

const char *risk_treatment_word(enum risk_treatment treatment)
{
  static const char *const words[TREATMENT_COUNT] = {"undecided", "modify", "retain"};
  return words[treatment];
}

const char *acceptance_state_word(enum acceptance_state state)
{
  static const char *const words[ACCEPTANCE_STATE_COUNT] = {"in-force", "pending", "partial",
                                                            "exceeded", "expired", "dead"};
  return words[state];
}

const char *plan_state_word(enum plan_state state)
{
  static const char *const words[PLAN_STATE_COUNT] = {"done", "open", "overdue", "dead"};
  return words[state];
}

const char *stop_state_word(enum stop_state state)
{
  static const char *const words[STOP_STATE_COUNT] = {"in-place", "planned", "candidate"};
  return words[state];
}

const char *harm_word(enum harm harm)
{
  static const char *const words[HARM_COUNT] = {"confidentiality", "integrity", "availability"};
  return words[harm];
}
