package dev.webshocket.demo;

/** What the demo says of itself. */
final class Usage {

    static final String SYNOPSIS = """
            Usage: ./demo [--port N] [--tls]
                   ./demo call [OPTION]... METHOD [ARG]...
                   ./demo stream [OPTION]... METHOD [ARG]...
                   ./demo --help""";

    static final String HELP = SYNOPSIS + """


            Without a command it serves the demo until it is ended:
              --port N        listen on port N, 0 for any free one (default 8080)
              --tls           serve https and wss, with a self-signed certificate for localhost,
                              made anew at each start

            call prints the result of a method as one line of JSON, and stream each item of one as
            it comes:
              --port N        call the demo on port N of this machine (default 8080)
              --url URL       call the service at this URL, such as wss://example.com/shop/ws
              --insecure      with wss, accept any certificate
              --timeout TIME  how long to wait for the connection, and then for the answer or the
                              first item, such as 500ms, 30s or 2m; 0 for no end (default 30s)
              --              no options follow, so that an ARG may begin with dashes
            An ARG is JSON where it parses as JSON, else a string: 10, true, '[1, 2.5]', hello.
            NAME=ARG is a named argument. A string that looks like something else is written as
            JSON: '"10"', '"a=b"'. Integers and strings come back as they are, bytes as base64,
            times as RFC 3339.

            It exits with 1 where the server does not start or the call fails, and says why on
            standard error: the error's code and message. It exits with 2 where the command line
            is wrong.""";

    private Usage() {}
}
