package io.orderflow.dashboard.signin;

/** One person who may sign in. That person's actions are recorded under this name. */
record Account(String name, Role role, PasswordHash password) {}
