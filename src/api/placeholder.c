/* placeholder until the folder has its first file */
typedef int api_placeholder;
