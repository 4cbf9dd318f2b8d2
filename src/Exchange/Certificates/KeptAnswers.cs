using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Trust.Revocation;

namespace Cabildo.Exchange.Certificates;

/// <summary>
/// The folder that keeps OCSP answers across restarts: one file for a certificate, named by its SHA-256. They are signed by others:
/// what is read here is verified like what comes from the network.
/// </summary>
internal sealed class KeptAnswers(TrustSettings settings)
{
    private readonly string _folder = Path.GetFullPath(settings.OcspFolder);

    /// <summary>The answer kept about a certificate; null if there is none that can be read.</summary>
    public OcspResponse? Read(X509Certificate2 certificate)
    {
        try
        {
            var file = new FileInfo(FileOf(certificate));
            return file.Exists && file.Length <= OcspResponse.LargestSize ? OcspResponse.Parse(File.ReadAllBytes(file.FullName)) : null;
        }
        catch (Exception unreadable) when (unreadable is MalformedOcspException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer; false if it could not be written, which costs a question after the next start.</summary>
    public bool TryWrite(X509Certificate2 certificate, OcspResponse answer)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var (file, draft) = (FileOf(certificate), FileOf(certificate) + ".new");
            File.WriteAllBytes(draft, answer.Encoded.Span);
            File.Move(draft, file, overwrite: true);
            return true;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string FileOf(X509Certificate2 certificate) => Path.Combine(_folder, $"{Thumbprint.Of(certificate)}.der");
}
