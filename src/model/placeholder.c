/* placeholder until the folder has its first file */
typedef int model_placeholder;
