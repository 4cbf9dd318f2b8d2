using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Accounts;

/// <summary>Limits sign-in tries by address: the lock-out of one account does not slow a guess across many.</summary>
internal sealed class SignInRate(IOptions<IdentityProviderOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <returns>False where this address has to wait up to a minute.</returns>
    public bool TryTake(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(NetworkOf(address));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    // A household has a whole /64 of IPv6 addresses to try from.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
