package dev.webshocket.internal.rpc;

/** Puts a received call into the lane of its connection, or refuses it if there is no room. */
final class AdmitStep implements CallStep {

    private final Answers answers;

    AdmitStep(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Progress take(Call call) {
        CallLane lane = call.peer().lane();
        boolean taken = (BriefTask.is(call) && lane.immediate().run(call)) || lane.offer(call, call.heldBytes());
        if (!taken) {
            answers.turnAway(call, lane.hasMemory(call.heldBytes()) ? Shortage.LANE : Shortage.MEMORY);
        }
        return Progress.ELSEWHERE;
    }
}
