package com.example.board;

import java.util.List;

/** The stored notes. */
public interface Notes {

    Note add(String author, String text);

    List<Note> all();
}
