using Cabildo.Exchange.Log.Records;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>What is written in one transaction: entries with their places in the chain.</summary>
internal sealed class WriteGroup
{
    private readonly List<WriteEntry> _entries = [];

    public IReadOnlyList<WriteEntry> Entries => _entries;

    public int Size { get; private set; }

    public required Chain Chain { get; init; }

    /// <summary>Records with number, link and the number of their signature.</summary>
    public List<(LogRecord Record, long Number, byte[] Link, long Signature)> Records { get; } = [];

    /// <summary>Signatures that the chain has not had lately, under the number of the first record that uses them.</summary>
    public List<(LogSignature Signature, long Number, long Time)> Signatures { get; } = [];

    public IEnumerable<BodyPiece> Pieces => _entries.SelectMany(entry => entry.Pieces);

    public long LastNumber { get; private set; }

    public byte[] LastLink { get; private set; } = [];

    public void Add(WriteEntry entry)
    {
        _entries.Add(entry);
        Size += entry.Size;
    }

    /// <summary>Gives every record its place after the chain's last.</summary>
    public void Number(RecentSignatures recent)
    {
        (LastNumber, LastLink) = (Chain.LastNumber, Chain.LastLink);
        foreach (var entry in _entries)
        {
            if (entry.Record is not { } record)
                continue;
            LastNumber++;
            LastLink = ChainLink.Next(LastLink, Chain.Id, LastNumber, entry.Content);
            if (!recent.TryFind(record.Signature, LastNumber, out var signature))
            {
                signature = LastNumber;
                recent.Add(record.Signature, signature);
                Signatures.Add((record.Signature, signature, record.Time));
            }

            Records.Add((record, LastNumber, LastLink, signature));
        }
    }
}
