/* placeholder until the folder has its first file */
typedef int analyse_placeholder;
