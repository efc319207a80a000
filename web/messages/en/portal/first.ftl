# What is seen before the page's scripts are there.
first-no-script = This portal needs JavaScript, which your browser has switched off. Switch it on, or call the public body.
