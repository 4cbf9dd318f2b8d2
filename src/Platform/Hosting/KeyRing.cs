using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Storage;
using Cabildo.Trust.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Platform.Hosting;

/// <summary>
/// The data-protection keys of a role. They lie in its database, so that replicas share them, encrypted to a
/// certificate that lies outside of it, so that a copy of the database alone opens nothing.
/// </summary>
internal static class KeyRing
{
    public static void AddKeyRing(this WebApplicationBuilder builder, string role)
    {
        var certificate = LoadOrCreate(builder.Configuration["KeyRing:Certificate"] ?? $"data/{role}-keyring.pfx");
        builder.AddDatabase<KeyRingContext>("keyring");
        builder.Services.AddDataProtection()
            .SetApplicationName($"cabildo-{role}")
            .PersistKeysToDbContext<KeyRingContext>()
            .ProtectKeysWithCertificate(certificate)
            .UnprotectKeysWithAnyCertificate(certificate);
    }

    private static X509Certificate2 LoadOrCreate(string path)
    {
        if (File.Exists(path))
            return X509CertificateLoader.LoadPkcs12FromFile(path, password: null);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Cabildo key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // Never presented to anyone: it only wraps the keys, so its dates say nothing.
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        // Another replica on the same folder may have been first: what lies there is what counts.
        PrivateFile.TryCreate(path, made.Export(X509ContentType.Pkcs12));
        return X509CertificateLoader.LoadPkcs12FromFile(path, password: null);
    }
}

/// <summary>The table of the key ring.</summary>
internal sealed class KeyRingContext(DbContextOptions<KeyRingContext> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<DataProtectionKey>().ToTable("keyring_keys");
}
