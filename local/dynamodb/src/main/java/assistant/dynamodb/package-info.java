/// DynamoDB Local as a process ([DynamoDb]), and empty tables in one that a JVM's tests share
/// ([Tables]).
///
/// Only the process has DynamoDB Local's own jars; it knows nothing of the function but the guard's
/// table.
package assistant.dynamodb;
