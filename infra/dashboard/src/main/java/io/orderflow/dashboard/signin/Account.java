package io.orderflow.dashboard.signin;

/** One person who may sign in. What that person does is written down under this name. */
record Account(String name, Role role, PasswordHash password) {}
