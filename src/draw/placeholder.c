/* placeholder until the folder has its first file */
typedef int draw_placeholder;
