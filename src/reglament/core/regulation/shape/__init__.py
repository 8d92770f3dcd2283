"""Second pass: declared shapes that turn a located tree into typed values, tell every fault, and describe themselves."""
