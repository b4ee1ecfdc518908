/* placeholder until the folder has its first file */
typedef int syntax_placeholder;
