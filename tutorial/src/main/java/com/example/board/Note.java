package com.example.board;

/** A note as clients see it. */
public record Note(long id, String author, String text) {}
