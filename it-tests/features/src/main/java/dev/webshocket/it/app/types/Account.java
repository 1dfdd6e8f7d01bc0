package dev.webshocket.it.app.types;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A record of unbounded numbers. */
public record Account(String owner, BigInteger balance, BigDecimal rate) {}
