/* placeholder until the folder has its first file */
typedef int library_placeholder;
