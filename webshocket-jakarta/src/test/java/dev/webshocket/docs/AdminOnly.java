package dev.webshocket.docs;

import dev.webshocket.AnyOf;
import dev.webshocket.Is;
import dev.webshocket.IsEqual;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

// region annotation
@AnyOf(is = @Is("is_admin"), isEqual = @IsEqual(name = "role", value = "root"))
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AdminOnly {}
// endregion
