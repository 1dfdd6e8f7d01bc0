package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;

public class StaffHandler {

    // region requires
    @WebSocketHandler("/staff")
    @AdminOnly // every method
    public static class Admin {

        @RpcMethod
        @Requires(OfficeHours.class) // and during office hours only
        public String delete(String doc) {
            return "Deleted " + doc;
        }
    }
    // endregion

    // region roles
    @WebSocketHandler("/staff/roles")
    @RolesAllowed("staff")
    public static class Roles {

        @RpcMethod
        public String salary() { // for staff, as the class says
            return "1,000";
        }

        @RpcMethod
        @RolesAllowed({"boss", "board"}) // in place of the class's
        public String hire(String name) {
            return "Hired " + name;
        }

        @RpcMethod
        @PermitAll // for everybody, anonymous clients too
        public String hours() {
            return "9 to 5";
        }
    }
    // endregion

    @WebSocketHandler("/staff")
    public static class Door {

        @RpcMethod
        public void become(ClientConnection connection, String attribute, Object value) {
            connection.set(attribute, value);
        }
    }
}
