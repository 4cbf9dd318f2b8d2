namespace Cabildo.Credentials.StatusLists;

/// <summary>Where a document's state is to be looked up: which list, and which entry of it (Token Status List §6.1).</summary>
/// <param name="Uri">Address of the list, which is also the list token's subject.</param>
/// <param name="Index">Entry, from 0.</param>
public sealed record StatusReference(string Uri, int Index);
