using System.Globalization;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// The global configuration that the node relies on now. Without one, or with one that has expired, there is no traffic
/// (PR-GCONF 2.4). May be read by many threads.
/// </summary>
internal sealed class NodeConfiguration(TrustSettings settings, TimeProvider time)
{
    private readonly SignatureReader _signatures = new();
    private ConfigurationSnapshot? _snapshot;
    private Action _changed = () => { };

    /// <summary>The configuration; null if there is none in force, and <see cref="Problem"/> says why.</summary>
    public ConfigurationSnapshot? Current
    {
        get
        {
            var snapshot = Volatile.Read(ref _snapshot);
            if (snapshot is null)
                return null;
            var now = time.GetUtcNow();
            return now < snapshot.NextExpires ? snapshot : WithoutExpired(snapshot, now);
        }
    }

    /// <summary>The last configuration there was, in force or not: it still says where to ask for the next.</summary>
    public ConfigurationSnapshot? Latest => Volatile.Read(ref _snapshot);

    /// <summary>Why no traffic may pass when <see cref="Current"/> is null, with X-Road's code.</summary>
    public Problem Problem => Latest is { } expired
        ? Outdated(string.Create(CultureInfo.InvariantCulture, $"The global configuration expired at {expired.OwnExpires:u}: this security server could not get another since. Tell its operators."))
        : Outdated("This security server has no global configuration yet. Try again later.");

    /// <summary>
    /// Has something done, for the node's life, after another configuration has come into force or less of it counts than before. It
    /// must return quickly and throw nothing.
    /// </summary>
    public void OnChange(Action handler) => _changed += handler;

    /// <summary>Puts a verified configuration in force, but for the other instances in it that have expired.</summary>
    public void Adopt(TrustedConfiguration verified)
    {
        var now = time.GetUtcNow();
        var current = verified.Instances.Where(instance => instance.Identifier == verified.OwnInstance || instance.IsCurrent(now)).ToList();
        var next = new ConfigurationSnapshot(verified with { Instances = current }, settings.PeersPort, _signatures, Latest);
        Volatile.Write(ref _snapshot, next);
        if (!next.IsSameAsBefore)
            _changed();
    }

    private static Problem Outdated(string message) => new(ConfigurationCodes.OutdatedGlobalConf, message);

    private ConfigurationSnapshot? WithoutExpired(ConfigurationSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.At(now, _signatures) is not { } rest)
            return null;
        if (Interlocked.CompareExchange(ref _snapshot, rest, snapshot) == snapshot)
            _changed();
        return rest;
    }
}
