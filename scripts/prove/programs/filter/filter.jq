map(select(.size < 10)) | .[].name
