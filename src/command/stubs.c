#include "command/command.h"
ctm_status command_init(const struct call *call) { (void)call; return CTM_OK; }
ctm_status command_build(const struct call *call) { (void)call; return CTM_OK; }
ctm_status command_render(const struct call *call) { (void)call; return CTM_OK; }
ctm_status command_paths(const struct call *call) { (void)call; return CTM_OK; }
ctm_status command_explain(const struct call *call) { (void)call; return CTM_OK; }
ctm_status command_fmt(const struct call *call) { (void)call; return CTM_OK; }
