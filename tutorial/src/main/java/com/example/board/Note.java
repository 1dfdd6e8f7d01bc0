package com.example.board;

/** A note, as it is sent to clients. */
public record Note(long id, String author, String text) {}
