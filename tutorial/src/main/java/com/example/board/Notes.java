package com.example.board;

import java.util.List;

/** The notes that have been kept. */
public interface Notes {

    Note add(String author, String text);

    List<Note> all();
}
