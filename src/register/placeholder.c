/* placeholder until the folder has its first file */
typedef int register_placeholder;
