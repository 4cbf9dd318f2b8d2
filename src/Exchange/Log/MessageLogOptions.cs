namespace Cabildo.Exchange.Log;

/// <summary>What a node is told about its message log; the section <c>Exchange:Log</c>.</summary>
public sealed class MessageLogOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Exchange:Log";

    /// <summary>
    /// Whether bodies and attachments are kept. Digests always are, so that a message proves itself without its body. The envelope
    /// of a SOAP message is its message part, which is always kept. Default: <c>All</c>.
    /// </summary>
    public BodyKeeping Bodies { get; set; } = BodyKeeping.All;

    /// <summary>Exceptions from <see cref="Bodies"/> by service: <c>instance/class/member/subsystem/service[/version]</c>, percent-encoded. Default: none.</summary>
    public IDictionary<string, BodyKeeping> BodiesOf { get; } = new Dictionary<string, BodyKeeping>(StringComparer.Ordinal);

    /// <summary>The longest bodies of one message that are kept, together, in bytes. Default: 10 MiB.</summary>
    public long MaxBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>What is done with a message whose bodies are longer. Default: <c>Drop</c>, it is kept without them.</summary>
    public OversizedBody OversizedBodies { get; set; } = OversizedBody.Drop;

    /// <summary>
    /// How old the oldest message without a timestamp may be before this server stops exchanging. Default: 4 hours. Zero: it never
    /// stops, and its newest messages may prove nothing.
    /// </summary>
    public TimeSpan AcceptableTimestampFailure { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long one timestamping authority may take before the next is asked. Default: 20 s.</summary>
    public TimeSpan TimestampTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many messages may wait to be written before callers wait for room. Default: 4,096.</summary>
    public int QueueLength { get; set; } = 4_096;

    /// <summary>
    /// Files of 32 random bytes each, readable by their owner alone, that wrap the keys with which messages and bodies are
    /// encrypted. The last one wraps new keys; the others still open what they wrapped. Default: none, nothing is encrypted.
    /// </summary>
    public IList<string> KeyFiles { get; } = [];

    /// <summary>Archives of what is stamped.</summary>
    public ArchiveOptions Archive { get; } = new();

    /// <summary>How long archived messages stay in the database. Default: 30 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}

/// <summary>When and where archives are written.</summary>
public sealed class ArchiveOptions
{
    /// <summary>The folder for archives; replicas share it. Default: none, so that nothing is archived and nothing ever deleted.</summary>
    public string? Folder { get; set; }

    /// <summary>How old a message is when it goes into an archive. Default: 1 hour.</summary>
    public TimeSpan After { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often archives are written. Default: 6 hours.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>At how many bytes an archive is ended and the next begun. Default: 256 MiB; at most 2 GiB.</summary>
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;
}

/// <summary>Whether bodies are kept.</summary>
public enum BodyKeeping
{
    /// <summary>They are.</summary>
    All,

    /// <summary>They are not; their digests are.</summary>
    None,
}

/// <summary>What is done with a message whose bodies are too long to be kept.</summary>
public enum OversizedBody
{
    /// <summary>It is kept without them.</summary>
    Drop,

    /// <summary>It is refused.</summary>
    Refuse,
}
