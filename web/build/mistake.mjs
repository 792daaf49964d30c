/** A mistake of the owner's, told by its words alone. */
export class Mistake extends Error {}
