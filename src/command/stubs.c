#include "command/command.h"
ctm_status command_init(const struct call *call) { (void)call; return CTM_OK; }
ctm_status command_explain(const struct call *call) { (void)call; return CTM_OK; }
