using Cabildo.Credentials.StatusLists;

namespace Cabildo.Documents.Data;

/// <summary>A published list of states.</summary>
internal sealed class StatusListRow
{
    /// <summary>From 1; part of the list's address.</summary>
    public required int Number { get; init; }

    /// <summary>How many entries it has.</summary>
    public required int Size { get; init; }

    /// <summary>How many are taken.</summary>
    public int Allocated { get; set; }

    /// <summary>Grows whenever an entry's state changes, so that every replica sees that the signed list is out of date.</summary>
    public int Version { get; set; }
}

/// <summary>The state of one licence. Whose it is cannot be told without the role's secret.</summary>
internal sealed class StatusEntryRow
{
    /// <summary>Keyed hash of the licence number.</summary>
    public required string Key { get; init; }

    public required int List { get; init; }

    /// <summary>Drawn at random, so that neighbours say nothing about one another (Token Status List §13.2).</summary>
    public required int Index { get; init; }

    public required TokenStatus Status { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>How far a register's change feed has been followed.</summary>
internal sealed class ChangeFeedRow
{
    public required string Name { get; init; }

    /// <summary>The last change that was taken over.</summary>
    public long Sequence { get; set; }

    /// <summary>When the feed had last been read to its end; null before the first time.</summary>
    public DateTimeOffset? CaughtUpAt { get; set; }

    public int Version { get; set; }
}

/// <summary>A code that was given out: which entry it points to and how long it counts; not whose it is nor what it says.</summary>
internal sealed class IssuedCodeRow
{
    /// <summary>The sixteen bytes of the code's <c>cti</c>.</summary>
    public required Guid Id { get; init; }

    public required int List { get; init; }

    public required int Index { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The content of the trust list that was last published, by its digest, and its number.</summary>
internal sealed class TrustListRow
{
    public required string Publisher { get; init; }

    public required string Digest { get; set; }

    public long Sequence { get; set; }

    public int Version { get; set; }
}
