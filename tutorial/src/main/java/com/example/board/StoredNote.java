package com.example.board;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A note in the database. */
@Entity
public class StoredNote {

    @Id
    @GeneratedValue
    private long id;

    private String author;

    @Column(length = 200)
    private String text;

    protected StoredNote() {}

    StoredNote(String author, String text) {
        this.author = author;
        this.text = text;
    }

    Note toNote() {
        return new Note(id, author, text);
    }
}
