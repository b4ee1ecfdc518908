/* A program of somebody else: does the model hold what it promises? */
#include <ctm/ctm.h>

#include <stdio.h>

/* The library has one of this name; nobody outside may notice. */
int map_add(void);
int map_add(void)
{
  return 7;
}

int main(int argc, char **argv)
{
  ctm_unit *unit;
  const ctm_check *check = NULL;
  if (argc != 2 || map_add() != 7) return 64;
  ctm_status status = ctm_unit_open(&unit, NULL);
  if (status == CTM_OK) status = ctm_unit_load(unit, argv[1]);
  if (status == CTM_OK) status = ctm_check_run(unit, CTM_FAIL_NEVER, &check);
  ctm_text *picture = NULL;
  if (status == CTM_OK) status = ctm_render(unit, NULL, CTM_SVG, NULL, &picture);
  printf("ctm %s, status %d, %s\n", ctm_version(), (int)status, picture ? "a picture" : "nothing");
  ctm_text_free(picture);
  ctm_unit_free(unit);
  return (int)status;
}
