/* placeholder until the folder has its first file */
typedef int write_placeholder;
