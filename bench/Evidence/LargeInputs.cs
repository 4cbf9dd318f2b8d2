using System.Diagnostics;
using System.Globalization;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Bench.Evidence;

/// <summary>What a country's configuration and a large body cost.</summary>
internal static class LargeInputs
{
    private const int Configuration = 780 * 1024;
    private const long Body = 100L * 1024 * 1024;

    public static Row ParseSharedParameters()
    {
        var xml = Country();
        var times = new List<double>();
        for (var i = 0; i < 15; i++)
        {
            var clock = Stopwatch.StartNew();
            var members = SharedParameters.Parse(xml).Members.Count;
            times.Add(clock.Elapsed.TotalMilliseconds + (members > 0 ? 0 : double.PositiveInfinity));
        }

        times.Sort();
        var middle = times[times.Count / 2];
        return new Row($"parse shared parameters of {xml.Length / 1024} KB", Milliseconds(middle), "", middle / 50, "≤50 ms", middle <= 50);
    }

    public static Row HashBody()
    {
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        DigestAlgorithm.Sha512.ComputeAsync(new Zeros(Body), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        using var now = Process.GetCurrentProcess();
        var grown = Math.Max(0, now.WorkingSet64 - before) / 1024.0 / 1024;
        return new Row("hash a body of 100 MB in a stream", $"{grown.ToString("0.0", CultureInfo.InvariantCulture)} MB more", "", grown / 64, "≤64 MB", grown <= 64);
    }

    private static byte[] Country()
    {
        var gov = new MemberClass("GOV", "Government");
        Member Member(int i)
        {
            var id = new MemberId("RP", "GOV", $"30-{70000000 + i}-1");
            return new Member(id, gov, $"Municipality number {i}", [new Subsystem(new SubsystemId(id, "portal"), null), new Subsystem(new SubsystemId(id, "register"), null)]);
        }

        for (var count = 1_200; ; count += 100)
        {
            var members = Enumerable.Range(0, count).Select(Member).ToArray();
            var xml = new SharedParameters
            {
                InstanceIdentifier = "RP",
                Sources = [new ConfigurationSource("centre.example", [], [])],
                MemberClasses = [gov],
                Members = members,
                SecurityServers = [.. members.Select(member => new SecurityServer(new SecurityServerId(member.Id, "SS1"), "127.0.0.1", [], [member.Subsystems[0].Id]))],
                OcspFreshness = TimeSpan.FromHours(1),
            }.Write(6);
            if (xml.Length >= Configuration)
                return xml;
        }
    }

    private static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " ms";

    /// <summary>A stream of nothing but zeros.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => Body;

        public override long Position { get => Body - _left; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            Array.Clear(buffer, offset, read);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
