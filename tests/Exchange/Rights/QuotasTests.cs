using Cabildo.Exchange.Rights;
using Cabildo.Testing;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Tests.Rights;

public sealed class QuotasTests
{
    private static readonly SubsystemId Ana = new(new MemberId("RP", "GOV", "digital"), "documents");
    private static readonly SubsystemId Bruno = new(new MemberId("RP", "COM", "insurer"), "policies");
    private static readonly CalledService Service = new(new SubsystemId(new MemberId("RP", "GOV", "transport"), "licences"), "licence", null);
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 5, 4, 23, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_burst_passes_and_then_the_average_holds()
    {
        var quotas = new Quotas(_time);
        var limit = new RateLimit(PerSecond: 2, Burst: 3, PerDay: 0);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(quotas.Count(Ana, Service, limit)));
        Assert.Equal(TimeSpan.FromSeconds(0.5), quotas.Count(Ana, Service, limit));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(quotas.Count(Ana, Service, limit));
        Assert.NotNull(quotas.Count(Ana, Service, limit));
    }

    [Fact]
    public void Each_client_has_its_own_limit()
    {
        var quotas = new Quotas(_time);
        var limit = new RateLimit(1, 1, 0);

        Assert.Null(quotas.Count(Ana, Service, limit));
        Assert.NotNull(quotas.Count(Ana, Service, limit));
        Assert.Null(quotas.Count(Bruno, Service, limit));
    }

    [Fact]
    public void A_day_s_requests_are_counted_until_midnight_of_utc()
    {
        var quotas = new Quotas(_time);
        var limit = new RateLimit(0, 1, PerDay: 2);

        Assert.Null(quotas.Count(Ana, Service, limit));
        Assert.Null(quotas.Count(Ana, Service, limit));
        Assert.Equal(TimeSpan.FromHours(1), quotas.Count(Ana, Service, limit));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(quotas.Count(Ana, Service, limit));
    }

    [Fact]
    public void Many_threads_together_get_no_more_than_the_limit()
    {
        var quotas = new Quotas(_time);
        var passed = 0;

        Parallel.For(0, 1000, _ =>
        {
            if (quotas.Count(Ana, Service, new RateLimit(1, 1, PerDay: 0)) is null)
                Interlocked.Increment(ref passed);
        });

        Assert.Equal(1, passed);
    }
}
