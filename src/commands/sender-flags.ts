/** How the sender's process is started: small generations, so that what a batch leaves behind is collected and not kept. */
export const SENDER_FLAGS: readonly string[] = ['--optimize-for-size', '--max-semi-space-size=2'];
